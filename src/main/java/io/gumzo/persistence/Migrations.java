package io.gumzo.persistence;

import io.gumzo.config.PostgresConfig;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Brings the schema up to date: forward only, one node at a time, the others wait. */
public final class Migrations {
  private Migrations() {}

  /**
   * Blocks; not for an event loop.
   *
   * @return how many migrations ran
   * @throws FlywayException when the database cannot be reached or a migration fails
   */
  public static int run(PostgresConfig config) {
    MigrateResult result =
        Flyway.configure(Driver.class.getClassLoader())
            .driver(Driver.class.getName())
            .dataSource(jdbcUrl(config), config.effectiveUser(), config.effectivePassword().value())
            .locations("classpath:db/migrations")
            .jdbcProperties(timeouts(config))
            .connectRetries(0)
            .load()
            .migrate();
    return result.migrationsExecuted;
  }

  private static String jdbcUrl(PostgresConfig config) {
    String parameters = config.parameters().isEmpty() ? "" : "?" + config.parameters();
    return "jdbc:postgresql://%s:%d/%s%s"
        .formatted(config.host(), config.port(), config.database(), parameters);
  }

  private static Map<String, String> timeouts(PostgresConfig config) {
    int seconds = Math.max(1, config.connectTimeoutMillis() / 1000);
    return Map.of(PGProperty.CONNECT_TIMEOUT.getName(), Integer.toString(seconds));
  }
}
