package io.gumzo.faults;

import io.gumzo.testing.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between a node and PostgreSQL. The answer to the first statement that carries a certain
 * text is withheld; once it is there as a whole, the statement is committed and the node does not
 * know.
 */
final class CommitTrap implements AutoCloseable {
  /** PostgreSQL's ReadyForQuery outside of a transaction: the last bytes of an answer. */
  private static final byte[] COMMITTED = {'Z', 0, 0, 0, 5, 'I'};

  private final String bait;
  private final URI postgres;
  private final Proxy proxy;
  private final AtomicBoolean armed = new AtomicBoolean(true);
  private volatile Runnable breaker;
  private final CompletableFuture<Void> committed = new CompletableFuture<>();

  /**
   * @param bait ASCII
   */
  CommitTrap(String bait, String postgresUrl) {
    this.bait = bait;
    this.postgres = URI.create(postgresUrl);
    this.proxy = new Proxy("127.0.0.1", 0, postgres.getPort(), Connection::new);
  }

  /** What the node is given for PostgreSQL. */
  String url() {
    return proxy.url(postgres.toString());
  }

  /** Done when the statement is committed. */
  CompletableFuture<Void> committed() {
    return committed;
  }

  /** Breaks the connection whose answer is withheld; the others go on. */
  void breakConnection() {
    breaker.run();
  }

  @Override
  public void close() {
    proxy.close();
  }

  private final class Connection implements Proxy.Tap {
    private final Runnable breakThis;
    private String asked = "";
    private byte[] withheld = {};
    private volatile boolean caught;

    private Connection(Runnable breakThis) {
      this.breakThis = breakThis;
    }

    @Override
    public boolean toServer(byte[] bytes, int length) {
      // The text may come in two parts.
      asked += new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      if (asked.contains(bait) && armed.getAndSet(false)) {
        caught = true;
      }
      asked = asked.substring(Math.max(0, asked.length() - bait.length()));
      return true;
    }

    @Override
    public boolean toClient(byte[] bytes, int length) {
      if (!caught) {
        return true;
      }
      int before = withheld.length;
      withheld = Arrays.copyOf(withheld, before + length);
      System.arraycopy(bytes, 0, withheld, before, length);
      int from = withheld.length - COMMITTED.length;
      if (from >= 0
          && Arrays.equals(withheld, from, withheld.length, COMMITTED, 0, COMMITTED.length)) {
        breaker = breakThis;
        committed.complete(null);
      }
      return false;
    }
  }
}
