package io.gumzo.persistence;

import io.gumzo.config.PostgresConfig;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.postgresql.Driver;

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
            .dataSource(
                Jdbc.url(config), config.effectiveUser(), config.effectivePassword().value())
            .locations("classpath:db/migrations")
            .jdbcProperties(Jdbc.properties(config))
            .connectRetries(0)
            .load()
            .migrate();
    return result.migrationsExecuted;
  }
}
