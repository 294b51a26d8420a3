package io.gumzo.joining;

import io.gumzo.accounts.AccountRows;
import io.gumzo.config.AccountsConfig;
import io.gumzo.config.AccountsConfig.SignUpMode;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Locale;

/** The one row of {@code sign_up_policy}. */
final class PolicyRepository {
  private static final String READ =
      """
      SELECT mode, domains, date_trunc('milliseconds', changed_at) AS changed_at
        FROM sign_up_policy
      """;

  private static final String HOLD = READ + " FOR SHARE";

  private static final String SET =
      """
      UPDATE sign_up_policy SET mode = $1, domains = $2, changed_at = clock_timestamp()
      RETURNING mode, domains, date_trunc('milliseconds', changed_at) AS changed_at
      """;

  private final Database database;
  private final SignUpPolicy initial;

  /**
   * @param settings hold until an administrator has chosen
   */
  PolicyRepository(Database database, AccountsConfig settings) {
    this.database = database;
    this.initial = new SignUpPolicy(settings.signUp(), settings.signUpDomains(), null);
  }

  Future<SignUpPolicy> read() {
    return database.query(READ).map(this::policy);
  }

  /** Nobody changes it until the transaction ends. */
  Future<SignUpPolicy> hold(SqlConnection transaction) {
    return Database.query(transaction, HOLD).map(this::policy);
  }

  /** Waits for the sign-ups that hold the one before. */
  Future<SignUpPolicy> set(SignUpMode mode, List<String> domains) {
    return database
        .query(SET, mode.name().toLowerCase(Locale.ROOT), domains.toArray(String[]::new))
        .map(this::policy);
  }

  private SignUpPolicy policy(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    String mode = row.getString("mode");
    return mode == null
        ? initial
        : new SignUpPolicy(
            SignUpMode.valueOf(mode.toUpperCase(Locale.ROOT)),
            List.of(row.getArrayOfStrings("domains")),
            AccountRows.instant(row, "changed_at"));
  }
}
