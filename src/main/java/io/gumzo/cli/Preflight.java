package io.gumzo.cli;

import io.gumzo.config.GumzoConfig;
import io.gumzo.config.PostgresConfig;
import io.gumzo.config.RedisConfig;
import io.gumzo.persistence.Jdbc;
import io.gumzo.tls.TlsFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * Finds out before the start whether the servers answer, and says in a line which does not and why.
 */
final class Preflight {
  private static final Map<String, String> POSTGRES_REASONS =
      Map.of(
          "28P01", "it refuses the user or the password",
          "28000", "it refuses the user",
          "3D000", "it has no such database",
          "53300", "it has no connection left",
          "57P03", "it is starting up or shutting down");

  /** What passes by itself when a server is starting. */
  private static final Set<String> PASSING_STATES = Set.of("57P03", "53300");

  private static final long PAUSE_MILLIS = 500;

  private final int seconds;
  private final long deadline;
  private final Consumer<String> progress;

  private Preflight(int seconds, Consumer<String> progress) {
    this.seconds = seconds;
    this.deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    this.progress = progress;
  }

  /**
   * Waits for servers that are starting as well, with a line that says so.
   *
   * @throws Failure for the first that cannot be used, or does not answer in time
   */
  static void serversAnswer(GumzoConfig config, Consumer<String> progress)
      throws InterruptedException {
    var waiting = new Preflight(config.start().waitSeconds(), progress);
    waiting.until(() -> postgresAnswers(config.postgres()));
    waiting.until(() -> redisAnswers(config.redis()));
  }

  private void until(Runnable answers) throws InterruptedException {
    var said = false;
    while (true) {
      try {
        answers.run();
        return;
      } catch (Unusable failed) {
        if (!failed.mayPass() || System.nanoTime() - deadline >= 0) {
          throw failed.failure(said ? seconds : 0);
        }
        if (!said) {
          progress.accept(failed.waiting(seconds));
          said = true;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static void postgresAnswers(PostgresConfig config) {
    var properties = new Properties();
    properties.putAll(Jdbc.properties(config));
    properties.setProperty("user", config.effectiveUser());
    properties.setProperty("password", config.effectivePassword().value());
    var seconds = Math.max(1, config.connectTimeoutMillis() / 1000);
    properties.setProperty("loginTimeout", Integer.toString(seconds));
    try (var connection = DriverManager.getConnection(Jdbc.url(config), properties)) {
      connection.isValid(seconds);
    } catch (SQLException failed) {
      throw new Unusable(
          "PostgreSQL at %s:%d".formatted(config.host(), config.port()),
          reason(failed),
          "postgres.url",
          PASSING_STATES.contains(failed.getSQLState()) || isOfNetwork(failed.getCause()));
    }
  }

  private static void redisAnswers(RedisConfig config) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(config.host(), config.port()), config.timeoutMillis());
      if (config.encrypted()) {
        shakeHands(socket, config);
      }
    } catch (IOException failed) {
      throw new Unusable(
          "Redis at %s:%d".formatted(config.host(), config.port()),
          reason(failed),
          "redis.url",
          isOfNetwork(failed));
    }
  }

  private static void shakeHands(Socket socket, RedisConfig config) throws IOException {
    socket.setSoTimeout(config.timeoutMillis());
    var trust = TlsFiles.authorities(config.tls()).getTrustManagers();
    var sockets = TlsFiles.context(config.tls(), trust).getSocketFactory();
    try (var encrypted =
        (SSLSocket) sockets.createSocket(socket, config.host(), config.port(), true)) {
      var parameters = encrypted.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      encrypted.setSSLParameters(parameters);
      encrypted.startHandshake();
    }
  }

  /** A certificate that does not fit today does not fit in a minute. */
  private static boolean isOfNetwork(Throwable cause) {
    return cause instanceof IOException && !(cause instanceof SSLException);
  }

  private static String reason(SQLException failed) {
    var known = POSTGRES_REASONS.get(failed.getSQLState());
    if (known != null) {
      return known;
    }
    return failed.getCause() instanceof IOException network
        ? reason(network)
        : failed.getMessage().lines().findFirst().orElse("no reason given");
  }

  private static String reason(IOException failed) {
    return failed instanceof UnknownHostException
        ? "unknown host"
        : String.valueOf(failed.getMessage());
  }
}
