package io.gumzo.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** TCP on its way to a server on the loopback address, where a test can look at it and break it. */
public final class Proxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Function<Runnable, Tap> taps;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Object gate = new Object();
  private boolean held;
  private boolean refusing;

  /** What sees the bytes of one connection; each direction on a thread of its own. */
  public interface Tap {
    /** False to keep these from the server. */
    boolean toServer(byte[] bytes, int length);

    /** False to keep these from the client. */
    boolean toClient(byte[] bytes, int length);

    /** Passes all. */
    Tap NONE =
        new Tap() {
          @Override
          public boolean toServer(byte[] bytes, int length) {
            return true;
          }

          @Override
          public boolean toClient(byte[] bytes, int length) {
            return true;
          }
        };
  }

  /**
   * @param host an address of this machine
   * @param port 0 lets the system choose
   * @param target the server's port
   * @param taps is asked once for each connection, and given what breaks it
   */
  public Proxy(String host, int port, int target, Function<Runnable, Tap> taps) {
    this.target = target;
    this.taps = taps;
    try {
      server = new ServerSocket(port, 50, InetAddress.getByName(host));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofPlatform().daemon().name("proxy").start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The URL of a server that is behind it, by way of it. */
  public String url(String server) {
    return server.replace(":%d/".formatted(target), ":%d/".formatted(port()));
  }

  /** From now on nothing goes through, and nobody is told: as when packets are dropped. */
  public void hold() {
    synchronized (gate) {
      held = true;
    }
  }

  /** From now on connections break, and no new one can be made. */
  public void cut() {
    synchronized (gate) {
      refusing = true;
    }
    sockets.forEach(Proxy::close);
  }

  /** Everything goes through again; what was held goes first. */
  public void heal() {
    synchronized (gate) {
      held = false;
      refusing = false;
      gate.notifyAll();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    cut();
    heal();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException refusedOrClosed) {
        // The next one may succeed.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    sockets.add(client);
    if (isRefusing()) {
      close(client);
      return;
    }
    try {
      var upstream = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(upstream);
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      var tap =
          taps.apply(
              () -> {
                close(client);
                close(upstream);
              });
      Thread.ofVirtual().start(() -> pump(client, upstream, tap::toServer));
      Thread.ofVirtual().start(() -> pump(upstream, client, tap::toClient));
    } catch (IOException refused) {
      close(client);
      throw refused;
    }
  }

  private interface Look {
    boolean passes(byte[] bytes, int length);
  }

  private void pump(Socket from, Socket to, Look look) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[65_536];
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        awaitGate();
        if (look.passes(bytes, length)) {
          out.write(bytes, 0, length);
        }
      }
    } catch (IOException broken) {
      // Both ends are closed, which tells them.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void awaitGate() throws InterruptedException {
    synchronized (gate) {
      while (held) {
        gate.wait();
      }
    }
  }

  private boolean isRefusing() {
    synchronized (gate) {
      return refusing;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException failure) {
      // It is not used any more.
    }
  }
}
