package io.gumzo.http;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gumzo.config.GumzoConfig;
import io.gumzo.sockets.CloseCode;
import io.gumzo.sockets.Sockets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Autobahn's cases, played by {@code kosoku} where it is installed, against a server that sends
 * each text back and has our framing. Left out are binary messages and compression, which the
 * sockets refuse.
 */
class AutobahnTest {
  private static final int MOST_BYTES = 16 << 20;
  private static final List<String> LEFT_OUT =
      List.of("1.2.*", "9.2.*", "9.4.*", "9.6.*", "9.8.*", "12.*", "13.*");

  @Test
  void our_framing_passes_them() throws IOException, InterruptedException {
    assumeTrue(isInstalled(), "kosoku is not installed");
    Vertx vertx = Vertx.vertx();
    HttpServer server = echo(vertx);
    Path report = Files.createDirectories(Path.of("target", "autobahn").toAbsolutePath());
    var command =
        new ArrayList<>(
            List.of("kosoku", "-m", "fuzzingclient", "-p", "4", "-o", report.toString()));
    LEFT_OUT.forEach(pattern -> command.addAll(List.of("-x", pattern)));
    command.add("127.0.0.1:" + server.actualPort());
    Path output = report.resolve("output.txt");
    Process suite =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = suite.waitFor(5, TimeUnit.MINUTES);
    suite.destroyForcibly();
    get(vertx.close());

    assertThat(ended).isTrue();
    assertThat(suite.exitValue()).as(Files.readString(output, StandardCharsets.UTF_8)).isZero();
  }

  private static HttpServer echo(Vertx vertx) {
    var options = Sockets.options(GumzoConfig.defaults(Map.of()).sockets());
    return get(
        vertx
            .createHttpServer(
                new HttpServerOptions(options)
                    .setPort(0)
                    .setHost("127.0.0.1")
                    .setMaxWebSocketFrameSize(MOST_BYTES)
                    .setMaxWebSocketMessageSize(MOST_BYTES))
            .requestHandler(
                request ->
                    Upgrade.accept(request, null, MOST_BYTES)
                        .onSuccess(AutobahnTest::sendBack)
                        .onFailure(failure -> request.response().setStatusCode(400).end()))
            .listen());
  }

  private static void sendBack(Upgraded upgraded) {
    var socket = upgraded.socket();
    upgraded.onBreach(
        breach -> {
          CloseCode code = CloseCode.of(breach);
          socket.close(code.code(), code.reason());
        });
    socket.textMessageHandler(
        text -> {
          if (!socket.isClosed()) {
            socket.writeTextMessage(text);
          }
        });
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      var help = new ProcessBuilder("kosoku", "-h").redirectErrorStream(true).start();
      help.getInputStream().transferTo(OutputStream.nullOutputStream());
      return help.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
