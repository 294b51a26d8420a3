package io.gumzo.testing;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** For tests of what holds on any node: two of them, for all tests of the class. */
public abstract class TwoNodes {
  protected static TestCluster cluster;
  protected static LocalNode one;
  protected static LocalNode two;

  @BeforeAll
  static void startNodes() {
    cluster = new TestCluster();
    one = cluster.local();
    two = cluster.local();
  }

  @AfterAll
  static void stopNodes() {
    cluster.close();
  }
}
