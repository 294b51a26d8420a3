package io.gumzo.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Everything said over HTTP or a socket that a contract does not allow. It is found on event loops,
 * so it is gathered here and fails the test that is under way.
 */
public final class Breaches implements AfterEachCallback {
  private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

  static void add(String breach) {
    FOUND.add(breach);
  }

  /** For tests that JUnit's extensions do not reach. */
  public static void mustBeNone() {
    var found = List.copyOf(FOUND);
    FOUND.clear();
    if (!found.isEmpty()) {
      throw new AssertionError(
          "%d breaches of the contract:%n%s"
              .formatted(
                  found.size(),
                  String.join(
                      System.lineSeparator(), found.subList(0, Math.min(5, found.size())))));
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    mustBeNone();
  }
}
