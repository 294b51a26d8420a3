package io.gumzo.nodes;

import io.gumzo.bus.Topic;
import java.time.Duration;

/**
 * This process did not run for a while, and others have taken it for dead. Its sessions should be
 * closed, so that the clients resume elsewhere.
 */
public record NodePaused(Duration paused) {
  public static final Topic<NodePaused> TOPIC = new Topic<>("node-paused", NodePaused.class);
}
