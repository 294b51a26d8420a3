package io.gumzo.embedded;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a server again that ended by itself. */
final class Guard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final long LOOK_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final Server server;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gumzo-embedded").factory());
  private volatile boolean closed;
  private volatile ScheduledFuture<?> nextLook;
  private long pauseMillis = LOOK_MILLIS;

  /** {@code server} runs. */
  Guard(Server server) {
    this.server = server;
    lookLater();
  }

  /** Stops the server; a failure is logged, because the others must be stopped as well. */
  @Override
  public void close() {
    closed = true;
    nextLook.cancel(false);
    try {
      executor.submit(this::stop).get(3, TimeUnit.MINUTES);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException failed) {
      LOG.warn("{} did not stop cleanly", server.name(), failed);
    } finally {
      executor.shutdownNow();
    }
  }

  private Void stop() throws IOException {
    server.stop();
    return null;
  }

  private void lookLater() {
    nextLook = executor.schedule(this::look, pauseMillis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (closed) {
      return;
    }
    if (server.runs()) {
      pauseMillis = LOOK_MILLIS;
    } else {
      startAgain();
    }
    lookLater();
  }

  private void startAgain() {
    try {
      LOG.warn("{} ended by itself, starting it again", server.name());
      server.start();
    } catch (IOException | RuntimeException failed) {
      LOG.error("{} cannot be started again: {}", server.name(), failed.getMessage());
      pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
    }
  }
}
