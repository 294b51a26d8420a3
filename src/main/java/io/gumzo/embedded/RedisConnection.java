package io.gumzo.embedded;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A few commands to a Redis on the loopback address, before any client library is up. */
final class RedisConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 2_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  /** Connects and authenticates. */
  RedisConnection(int port, String password) throws IOException {
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
      ask("AUTH", password);
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  /** The answer as text; the elements of an array are joined by new lines. */
  String ask(String... command) throws IOException {
    send(command);
    return answer();
  }

  /** Waits for no answer. */
  void send(String... command) throws IOException {
    var text = new StringBuilder("*").append(command.length).append("\r\n");
    for (var word : command) {
      text.append('$')
          .append(word.getBytes(StandardCharsets.UTF_8).length)
          .append("\r\n")
          .append(word)
          .append("\r\n");
    }
    socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String answer() throws IOException {
    var line = line();
    var rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+', ':' -> rest;
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> {
        var elements = new StringBuilder();
        for (var left = Integer.parseInt(rest); left > 0; left--) {
          elements.append(answer()).append('\n');
        }
        yield elements.toString();
      }
      default -> throw new IOException(rest);
    };
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    var bytes = in.readNBytes(length + 2);
    return new String(bytes, 0, Math.min(length, bytes.length), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("Redis closed the connection");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }
}
