package io.gumzo.contacts;

import io.gumzo.accounts.Account;
import io.gumzo.bus.Bus;
import io.gumzo.conversations.Pair;
import io.gumzo.conversations.PairAccess;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The frame of every change between two people: both exist, nobody else changes the same two
 * meanwhile, and what happened is told after the commit.
 */
final class PairChange {
  private final Bus bus;
  private final Database database;
  private final PairAccess access;

  PairChange(Bus bus, Database database, PairAccess access) {
    this.bus = bus;
    this.database = database;
    this.access = access;
  }

  /**
   * What a change is made with.
   *
   * @param standing as it was under the lock
   * @param accounts both
   * @param access to their conversation
   */
  record Scene(
      SqlConnection transaction,
      UUID me,
      UUID other,
      Standing standing,
      Map<UUID, Account> accounts,
      PairAccess access) {
    Account mine() {
      return accounts.get(me);
    }

    Account theirs() {
      return accounts.get(other);
    }

    Pair pair() {
      return Pair.of(me, other);
    }
  }

  /**
   * What a change leads to.
   *
   * @param events to be told
   */
  record Change<T>(T answer, List<StreamEvent> events) {
    static <T> Change<T> none(T answer) {
      return new Change<>(answer, List.of());
    }
  }

  interface Work<T> {
    Future<Change<T>> with(Scene scene);
  }

  <T> Future<T> run(UUID me, UUID other, Work<T> work) {
    if (me.equals(other)) {
      throw Problem.invalid("accountId", "other", "must be another person");
    }
    return database
        .transaction(transaction -> locked(transaction, me, other, work))
        .onSuccess(this::tell)
        .map(Change::answer);
  }

  private <T> Future<Change<T>> locked(
      SqlConnection transaction, UUID me, UUID other, Work<T> work) {
    return Pair.of(me, other)
        .lock(transaction)
        .compose(
            accounts ->
                accounts.size() == 2
                    ? PairRepository.standing(transaction, me, other, access.isOpenByDefault())
                        .map(
                            standing ->
                                new Scene(transaction, me, other, standing, accounts, access))
                    : Future.failedFuture(Problem.of(ProblemType.NOT_FOUND)))
        .compose(work::with);
  }

  private void tell(Change<?> change) {
    if (!change.events().isEmpty()) {
      bus.tell(Streams.COMMITTED, new Streams.Batch(change.events()));
    }
  }
}
