package io.gumzo.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A WebSocket client that sends whatever bytes it is told to, and hides nothing that comes. */
public final class RawWebSocket implements AutoCloseable {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  /** In the first byte of a frame: it is the last of its message. */
  public static final int FIN = 0x80;

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

  private final Socket socket;
  private final DataInputStream in;
  private String head;

  /** What the server sent in one frame. */
  public record Frame(int opcode, byte[] payload) {
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** Of a close frame; 1005 when it has none. */
    public int closeCode() {
      return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    }
  }

  private RawWebSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /**
   * @throws AssertionError when the server does not switch
   */
  public static RawWebSocket open(int port, String path, Map<String, String> headers) {
    try {
      var socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      var client = new RawWebSocket(socket);
      var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port);
      request.append(
          "\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13");
      request.append("\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
      headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
      client.send(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
      client.head = client.readHead();
      if (!client.head.startsWith("HTTP/1.1 101 ")) {
        throw new AssertionError(client.head);
      }
      return client;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The server's answer to the handshake. */
  public String head() {
    return head;
  }

  /** A frame as a client has to make it. */
  public static byte[] frame(int firstByte, byte[] payload) {
    var frame = new ByteArrayOutputStream();
    frame.write(firstByte);
    int length = payload.length;
    if (length < 126) {
      frame.write(0x80 | length);
    } else if (length <= 0xffff) {
      frame.write(0x80 | 126);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
    } else {
      frame.write(0x80 | 127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
    }
    frame.writeBytes(MASK);
    for (int index = 0; index < length; index++) {
      frame.write(payload[index] ^ MASK[index % MASK.length]);
    }
    return frame.toByteArray();
  }

  public static byte[] text(String text) {
    return frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] close(int code) {
    return frame(FIN | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
  }

  /** False when the server takes no more. */
  public boolean send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (SocketException gone) {
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** In pieces, as a slow network brings them. */
  public void send(byte[] bytes, int pieceBytes) {
    for (int at = 0; at < bytes.length; at += pieceBytes) {
      send(java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceBytes)));
    }
  }

  /** The next frame; null when the connection has ended. */
  public Frame read() {
    try {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if ((first & 0x70) != 0 || (first & FIN) == 0 || length > 127) {
        throw new AssertionError("not a frame of a server: %x %x".formatted(first, length));
      }
      long bytes = length == 127 ? in.readLong() : length == 126 ? in.readUnsignedShort() : length;
      return new Frame(first & 0x0f, in.readNBytes(Math.toIntExact(bytes)));
    } catch (EOFException | SocketException ended) {
      return null;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The next frame of this kind; null when the socket is closed before. */
  public Frame read(int opcode) {
    Frame frame = read();
    while (frame != null && frame.opcode() != opcode) {
      frame = frame.opcode() == CLOSE ? null : read();
    }
    return frame;
  }

  /** Reads up to the server's close frame: its code, 1006 when the connection ends without one. */
  public int readCloseCode() {
    Frame frame = read();
    while (frame != null && frame.opcode() != CLOSE) {
      frame = read();
    }
    return frame == null ? 1006 : frame.closeCode();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String readHead() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }
}
