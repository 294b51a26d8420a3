package io.gumzo.testing;

import static io.gumzo.testing.Futures.get;

import io.gumzo.Node;
import io.gumzo.config.GumzoConfig;
import java.util.Map;

/** A node in the test's own process: cheap, but it cannot be killed. */
public final class LocalNode implements RunningNode {
  private final GumzoConfig config;
  private final Node node;
  private boolean stopped;

  LocalNode(Map<String, String> settings) {
    this.config = GumzoConfig.defaults(settings);
    this.node = get(Node.start(config));
    Health.awaitReady(managementPort(), () -> true, () -> "");
  }

  public Node node() {
    return node;
  }

  @Override
  public int port() {
    return config.http().port();
  }

  @Override
  public int managementPort() {
    return config.management().port();
  }

  @Override
  public boolean alive() {
    return !stopped;
  }

  @Override
  public void close() {
    if (!stopped) {
      stopped = true;
      get(node.stop());
    }
  }
}
