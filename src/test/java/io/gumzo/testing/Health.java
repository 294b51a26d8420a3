package io.gumzo.testing;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** What a node says of itself on its management port. */
public final class Health {
  private static final Duration START = Duration.ofSeconds(60);

  private Health() {}

  /** {@code status} and {@code missing}, or why there is no answer. */
  public static JsonObject ready(int managementPort) {
    return Futures.get(
        Clients.HTTP
            .get(managementPort, "127.0.0.1", "/health/ready")
            .timeout(5_000)
            .send()
            .map(response -> response.bodyAsJsonObject())
            .otherwise(failure -> new JsonObject().put("status", failure.toString())));
  }

  /** The figures as Prometheus reads them. */
  public static String metrics(int managementPort) {
    return Futures.get(
            Clients.HTTP.get(managementPort, "127.0.0.1", "/metrics").timeout(5_000).send())
        .bodyAsString();
  }

  /** One of the figures, such as {@code gumzo_sockets}. */
  public static double metric(int managementPort, String name) {
    return metrics(managementPort)
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  static void awaitReady(int managementPort, BooleanSupplier alive, Supplier<String> log) {
    Awaitility.await()
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!alive.getAsBoolean()) {
                throw new AssertionError("The node ended before it was ready.\n" + log.get());
              }
              return "ready".equals(ready(managementPort).getString("status"));
            });
  }
}
