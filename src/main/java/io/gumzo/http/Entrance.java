package io.gumzo.http;

import io.gumzo.config.HttpConfig;
import io.micrometer.core.instrument.MeterRegistry;

/** What each connection and each request of a node passes first, on whatever event loop it is. */
public record Entrance(Connections connections, Requests requests) {
  public static Entrance of(HttpConfig config, MeterRegistry registry) {
    return new Entrance(
        new Connections(config, registry), new Requests(config, new RequestMetrics(registry)));
  }
}
