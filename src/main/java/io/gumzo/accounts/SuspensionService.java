package io.gumzo.accounts;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Suspends and restores accounts. */
final class SuspensionService {
  private static final Logger LOG = LoggerFactory.getLogger(SuspensionService.class);

  /** The row is locked until the commit: a sign-in waits for this, or is among those that end. */
  private static final String SET =
      """
      UPDATE accounts
         SET suspended_at = CASE WHEN $2 THEN coalesce(suspended_at, clock_timestamp()) END
       WHERE lower(username) = $1
      RETURNING id
      """;

  private static final String IS_SUSPENDED =
      """
      SELECT FROM accounts WHERE id = $1 AND suspended_at IS NOT NULL
      """;

  private record Done(UUID account, Runnable tell) {}

  private final Bus bus;
  private final Database database;
  private final EndSignIns signIns;

  SuspensionService(Bus bus, Database database, EndSignIns signIns) {
    this.bus = bus;
    this.database = database;
    this.signIns = signIns;
  }

  void bind(Bus bus) {
    bus.serve(SuspendAccount.COMMAND, this::suspend);
  }

  /** Fails with {@code ACCOUNT_SUSPENDED}. */
  static Future<Void> refuse(Database database, UUID account) {
    return database
        .query(IS_SUSPENDED, account)
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture()
                    : Future.failedFuture(Problem.of(ProblemType.ACCOUNT_SUSPENDED)));
  }

  private Future<Void> suspend(SuspendAccount command) {
    return database
        .transaction(transaction -> set(transaction, command))
        .map(
            done -> {
              LOG.info(
                  "account {} {}", done.account(), command.suspended() ? "suspended" : "restored");
              done.tell().run();
              var type =
                  command.suspended()
                      ? ActivityType.ACCOUNT_SUSPENDED
                      : ActivityType.ACCOUNT_RESTORED;
              Activity.of(type, done.account(), "").tell(bus);
              return null;
            });
  }

  private Future<Done> set(SqlConnection transaction, SuspendAccount command) {
    return Database.query(
            transaction, SET, AccountRepository.lower(command.username()), command.suspended())
        .map(rows -> AccountRows.first(rows, SuspensionService::id))
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)))
        .compose(
            account ->
                command.suspended()
                    ? signIns
                        .allBut(transaction, account, null)
                        .map(tell -> new Done(account, tell))
                    : Future.succeededFuture(new Done(account, () -> {})));
  }

  private static UUID id(Row row) {
    return row.getUUID("id");
  }
}
