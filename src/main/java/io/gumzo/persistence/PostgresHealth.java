package io.gumzo.persistence;

import io.gumzo.bus.Command;
import io.vertx.core.Future;

/** Succeeds when PostgreSQL answers. */
public record PostgresHealth() {
  public static final Command<PostgresHealth, Void> COMMAND =
      new Command<>("postgres-health", PostgresHealth.class, Void.class);

  static Future<Void> check(Database database) {
    return database.query("SELECT 1").mapEmpty();
  }
}
