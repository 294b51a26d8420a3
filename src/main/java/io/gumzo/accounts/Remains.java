package io.gumzo.accounts;

import io.gumzo.json.Json;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/** What others see of an account that was deleted. */
public final class Remains {
  private static final String READ =
      "SELECT %s FROM accounts WHERE id = $1".formatted(AccountRows.ACCOUNT);

  private Remains() {}

  /** The {@link Account} as JSON, within the transaction that deletes it. */
  public static Future<String> of(SqlConnection transaction, UUID account) {
    return Database.query(transaction, READ, account)
        .map(rows -> Json.encode(AccountRows.account(rows.iterator().next())).toString());
  }
}
