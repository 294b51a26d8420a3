package io.gumzo.conversations;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.accounts.Account;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.StreamEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Opens the conversation of two people. Contacts both see it at once; somebody whom the other one
 * does not know sees it alone until they write. Whether the other one blocks is not asked, so it
 * makes no difference.
 */
final class Opening {
  private static final String STANDING =
      """
      SELECT EXISTS (SELECT FROM contacts WHERE account_id = $1 AND contact_id = $2) AS contacts,
             EXISTS (SELECT FROM blocks WHERE account_id = $1 AND blocked_id = $2) AS blocks,
             takes_from_anyone($2, $3) AS open
      """;

  /**
   * @param events none when the one who opens had it
   */
  record Opened(UUID conversation, List<StreamEvent> events) {}

  private record Asked(UUID me, Pair pair, Map<UUID, Account> accounts) {}

  private final PairAccess access;

  Opening(PairAccess access) {
    this.access = access;
  }

  Future<Opened> open(SqlConnection transaction, UUID me, UUID other) {
    Pair pair = Pair.of(me, other);
    return pair.lock(transaction)
        .compose(
            accounts ->
                accounts.size() < 2
                    ? Future.failedFuture(Problem.of(ProblemType.NOT_FOUND))
                    : open(transaction, new Asked(me, pair, accounts)));
  }

  private Future<Opened> open(SqlConnection transaction, Asked asked) {
    return PairConversation.find(transaction, asked.pair())
        .compose(
            known ->
                known.isPresent()
                    ? Talk.lock(transaction, known.get())
                        .compose(talk -> known(transaction, asked, talk))
                    : standing(transaction, asked)
                        .compose(contacts -> create(transaction, asked, contacts)));
  }

  private Future<Opened> known(SqlConnection transaction, Asked asked, Talk talk) {
    if (!talk.of(asked.me()).hidden()) {
      return Future.succeededFuture(new Opened(talk.id(), List.of()));
    }
    return standing(transaction, asked)
        .compose(contacts -> Withholding.reveal(transaction, talk.id(), asked.me()))
        .compose(revealed -> talk.accept(transaction, asked.me(), true))
        .compose(accepted -> access.refresh(transaction, talk.id()))
        .compose(done -> added(transaction, asked, talk.id(), List.of(asked.me())));
  }

  /** Whether they are contacts; fails unless the one may write to the other. */
  private Future<Boolean> standing(SqlConnection transaction, Asked asked) {
    return Database.query(
            transaction,
            STANDING,
            asked.me(),
            asked.pair().other(asked.me()),
            access.isOpenByDefault())
        .map(
            rows -> {
              Row row = rows.iterator().next();
              if (row.getBoolean("blocks")) {
                throw Problem.of(
                    ProblemType.FORBIDDEN, "you have blocked this person; unblock them first");
              }
              if (!row.getBoolean("contacts") && !row.getBoolean("open")) {
                throw Problem.of(ProblemType.NOT_CONTACTS);
              }
              return row.getBoolean("contacts");
            });
  }

  private Future<Opened> create(SqlConnection transaction, Asked asked, boolean contacts) {
    UUID conversation = UuidCreator.getTimeOrderedEpochPlus1();
    return contacts
        ? PairConversation.create(transaction, conversation, asked.pair())
            .compose(made -> added(transaction, asked, conversation, asked.pair().both()))
        : PairConversation.createByStranger(transaction, conversation, asked.pair(), asked.me())
            .compose(made -> access.refresh(transaction, conversation))
            .compose(made -> added(transaction, asked, conversation, List.of(asked.me())));
  }

  /**
   * @param members in the order of their ids
   */
  private static Future<Opened> added(
      SqlConnection transaction, Asked asked, UUID conversation, List<UUID> members) {
    var events = new ArrayList<StreamEvent>();
    Future<Void> told = Future.succeededFuture();
    for (UUID member : members) {
      told =
          told.compose(
                  before ->
                      PairConversation.added(
                          transaction, member, asked.pair(), conversation, asked.accounts()))
              .onSuccess(events::add)
              .mapEmpty();
    }
    return told.map(done -> new Opened(conversation, events));
  }
}
