package io.gumzo.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A TCP connection on which any bytes whatever are sent. */
public final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  public static RawConnection to(int port) throws IOException {
    return to(InetAddress.getLoopbackAddress(), port);
  }

  public static RawConnection to(InetAddress address, int port) throws IOException {
    return new RawConnection(new Socket(address, port));
  }

  public RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Everything until the other side closes; fails when it does not. */
  public String untilClosed() throws IOException {
    var all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketTimeoutException open) {
      throw new AssertionError("the connection is still open, after " + all, open);
    } catch (SocketException reset) {
      // Closed as well.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** The next byte, or -1 when the other side has closed. */
  public int read() throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException reset) {
      return -1;
    }
  }

  /** Sends that, unless the other side has closed, which it tells. */
  public boolean isClosedAfter(String text) throws IOException {
    try {
      send(text);
      socket.setSoTimeout(1);
      return socket.getInputStream().read(new byte[65_536]) < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
