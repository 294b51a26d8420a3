package io.gumzo.management;

import io.gumzo.bus.Bus;
import io.gumzo.nodes.NodeHealth;
import io.gumzo.persistence.PostgresHealth;
import io.vertx.core.Future;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What this node needs before it should be sent anything. */
final class Readiness {
  private final Bus bus;
  private final BooleanSupplier draining;

  Readiness(Bus bus, BooleanSupplier draining) {
    this.bus = bus;
    this.draining = draining;
  }

  /** Never fails: what is missing and why, by name; empty when the node is ready. */
  Future<Map<String, Object>> check() {
    var missing = new TreeMap<String, Object>();
    if (draining.getAsBoolean()) {
      missing.put("draining", "this node is about to stop");
    }
    Future<?> postgres =
        bus.ask(PostgresHealth.COMMAND, new PostgresHealth())
            .onFailure(failure -> missing.put("postgres", reason(failure)))
            .otherwiseEmpty();
    Future<?> nodes =
        bus.ask(NodeHealth.COMMAND, new NodeHealth.Ask())
            .onSuccess(
                health ->
                    health.checks().stream()
                        .filter(check -> !check.ok())
                        .forEach(check -> missing.put(check.name(), check.missing())))
            .onFailure(failure -> missing.put("nodes", reason(failure)))
            .otherwiseEmpty();
    return Future.all(postgres, nodes).map(missing);
  }

  private static String reason(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
