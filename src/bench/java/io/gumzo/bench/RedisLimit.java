package io.gumzo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gumzo.bench.BenchFailure.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** What Redis answers at the most: the latest messages of lists, asked for in pipelines. */
final class RedisLimit implements AutoCloseable {
  /** The last one: nodes use the first. */
  static final int DATABASE = 15;

  /** Followed by the number of a list. */
  static final String LIST = "lab:";

  private static final int CLIENTS = 2;
  private static final int PIPELINE = 64;
  private static final int KEPT = 100;

  private final URI url;
  private final int lists;

  /**
   * Fills the lists, which are there until this is closed.
   *
   * @param url {@code redis://:password@host:port/0}
   * @param bytes of each of the {@value #KEPT} messages of a list
   */
  RedisLimit(String url, int lists, int bytes) {
    this.url = URI.create(url);
    this.lists = lists;
    try (var connection = open()) {
      fill(connection, lists, bytes);
    } catch (IOException failed) {
      throw failure(failed);
    }
  }

  /** Of lists of which the first {@code items} are read. */
  double readsPerSecond(int items, double seconds) {
    var clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(
                client ->
                    CompletableFuture.supplyAsync(
                        () -> read(items, (long) (seconds * 1e9)),
                        task -> Thread.ofPlatform().daemon().start(task)))
            .toList();
    return clients.stream().mapToLong(CompletableFuture::join).sum() / seconds;
  }

  @Override
  public void close() {
    try (var connection = open()) {
      exchange(connection, "FLUSHDB\r\n", 1);
    } catch (IOException failed) {
      throw failure(failed);
    }
  }

  private static BenchFailure failure(IOException failed) {
    return new BenchFailure(Reason.SERVER, "Redis: " + failed.getMessage(), failed);
  }

  private Socket open() throws IOException {
    var socket = new Socket(url.getHost(), url.getPort());
    socket.setTcpNoDelay(true);
    exchange(
        socket, "AUTH " + url.getUserInfo().substring(1) + "\r\nSELECT " + DATABASE + "\r\n", 2);
    return socket;
  }

  private static void fill(Socket connection, int lists, int bytes) throws IOException {
    String value = "x".repeat(bytes);
    for (int list = 0; list < lists; list++) {
      exchange(connection, "RPUSH " + LIST + list + (" " + value).repeat(KEPT) + "\r\n", 1);
    }
  }

  private long read(int items, long nanos) {
    try (var connection = open()) {
      long end = System.nanoTime() + nanos;
      long reads = 0;
      while (System.nanoTime() < end) {
        var commands = new StringBuilder();
        for (int command = 0; command < PIPELINE; command++) {
          commands
              .append("LRANGE ")
              .append(LIST)
              .append(ThreadLocalRandom.current().nextInt(lists))
              .append(" 0 ")
              .append(items - 1)
              .append("\r\n");
        }
        exchange(connection, commands.toString(), PIPELINE);
        reads += PIPELINE;
      }
      return reads;
    } catch (IOException failed) {
      throw failure(failed);
    }
  }

  private static void exchange(Socket socket, String commands, int answers) throws IOException {
    OutputStream output = socket.getOutputStream();
    output.write(commands.getBytes(US_ASCII));
    var input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    for (int answer = 0; answer < answers; answer++) {
      skip(input);
    }
  }

  /** One answer, whatever it is made of. */
  private static void skip(InputStream input) throws IOException {
    int kind = input.read();
    var line = new StringBuilder();
    for (int letter = input.read(); letter != '\n'; letter = input.read()) {
      if (letter < 0) {
        throw new IOException("closed");
      }
      line.append((char) letter);
    }
    String text = line.toString().strip();
    switch (kind) {
      case '$' -> input.skipNBytes(Math.max(-2, Long.parseLong(text)) + 2);
      case '*' -> {
        for (int item = 0; item < Integer.parseInt(text); item++) {
          skip(input);
        }
      }
      case '-' -> throw new IOException(text);
      default -> {
        // A number or a state: all on this line.
      }
    }
  }
}
