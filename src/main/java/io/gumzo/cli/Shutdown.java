package io.gumzo.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started, undone once and in reverse, whether a step fails, Ctrl-C is pressed or SIGTERM
 * comes.
 *
 * <p>A signal in the middle of a step waits for its end, so that nothing is left half started.
 */
final class Shutdown implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private volatile boolean signalled;
  private volatile boolean serving;

  private Shutdown() {}

  /** Closes itself on a signal. */
  static Shutdown onSignal() {
    var shutdown = new Shutdown();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  shutdown.signalled = true;
                  shutdown.close();
                  if (shutdown.serving) {
                    // The JVM would say 143 or 130, which reads as a failure.
                    Runtime.getRuntime().halt(ExitCode.DONE.code());
                  }
                },
                "gumzo-shutdown"));
    return shutdown;
  }

  /** Runs one step, and keeps what it started. */
  synchronized <T extends AutoCloseable> T start(Callable<T> step) throws Exception {
    if (signalled) {
      throw new Failure(ExitCode.DONE, "Stopped while starting.");
    }
    var running = step.call();
    started.push(running);
    return running;
  }

  /** Does not return: for a command that a signal ends, and that is done then. */
  int serveUntilSignal() throws InterruptedException {
    serving = true;
    Thread.currentThread().join();
    return ExitCode.DONE.code();
  }

  /** Whether the process is ending anyway. */
  boolean signalled() {
    return signalled;
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception failed) {
        LOG.warn("Something did not stop cleanly", failed);
      }
    }
  }
}
