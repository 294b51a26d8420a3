package io.gumzo.conversations;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Who may write in the conversation of two people, and what one of them sees. Each change is within
 * a transaction that has the lock of the {@link Pair}, after the rows between the two were changed,
 * and before anything is appended to their personal streams. Nothing happens where the two have no
 * conversation.
 */
public final class PairAccess {
  /**
   * Of a pair, one may write when they do not block the other, and the other accepted what they
   * write or takes messages from anyone. Nobody writes to who has left. $1: conversations.
   */
  private static final String REFRESH =
      """
      UPDATE members r
         SET writable = w.writable, may_post = w.writable AND r.accepted AND NOT w.other_hidden
        FROM (
          SELECT me.conversation_id, me.account_id, o.hidden AS other_hidden,
                 (o.accepted OR takes_from_anyone(o.account_id, $2))
                   AND EXISTS (SELECT FROM accounts WHERE id = o.account_id AND deleted_at IS NULL)
                   AND NOT EXISTS (SELECT FROM blocks WHERE account_id = me.account_id
                                                        AND blocked_id = o.account_id) AS writable
            FROM members me
            JOIN members o ON o.conversation_id = me.conversation_id
                          AND o.account_id <> me.account_id
           WHERE me.conversation_id = ANY ($1)) w
       WHERE r.conversation_id = w.conversation_id AND r.account_id = w.account_id
      """;

  /** The next post needs nothing else first. */
  private static final String OPEN =
      "UPDATE members SET may_post = true WHERE conversation_id = $1 AND account_id = $2";

  private static final String OF_STRANGERS =
      """
      SELECT id FROM streams
       WHERE id IN (SELECT r.conversation_id FROM members r
                      JOIN conversations c ON c.id = r.conversation_id
                     WHERE r.account_id = $1 AND NOT r.accepted AND c.kind = 'one-to-one')
       ORDER BY id
         FOR UPDATE
      """;

  private static final String OF_LEAVER =
      "SELECT array(SELECT conversation_id FROM members WHERE account_id = $1) AS ids";

  /**
   * @param revealed of the two, for whom it is new
   */
  public record Befriended(UUID conversation, List<UUID> revealed) {}

  private final boolean openByDefault;

  /**
   * @param openByDefault whoever has never chosen takes messages from anyone
   */
  public PairAccess(boolean openByDefault) {
    this.openByDefault = openByDefault;
  }

  public boolean isOpenByDefault() {
    return openByDefault;
  }

  /** Each takes what the other writes from now on. */
  public Future<Optional<Befriended>> befriended(SqlConnection transaction, Pair pair) {
    return lock(transaction, pair)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : befriended(transaction, pair, found.get()).map(Optional::of));
  }

  private Future<Befriended> befriended(SqlConnection transaction, Pair pair, Talk talk) {
    var revealed = new ArrayList<UUID>();
    Future<Void> done = Future.succeededFuture();
    for (UUID member : pair.both()) {
      if (talk.of(member).hidden()) {
        revealed.add(member);
        done = done.compose(before -> Withholding.reveal(transaction, talk.id(), member));
      }
      done = done.compose(before -> talk.accept(transaction, member, true));
    }
    return done.compose(accepted -> refresh(transaction, talk.id()))
        .map(refreshed -> new Befriended(talk.id(), revealed));
  }

  /** The one who ended being contacts takes what the other writes as that of any stranger. */
  public Future<Void> parted(SqlConnection transaction, Pair pair, UUID by) {
    return lock(transaction, pair)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : found
                        .get()
                        .accept(transaction, by, false)
                        .compose(done -> refresh(transaction, found.get().id())));
  }

  /**
   * Nothing of the other one reaches the one who blocks, who has read what was there. Whoever was
   * accepted and is no contact may write as before: that they may no more would tell them.
   *
   * @param parts the two were contacts
   * @return the read mark if it moved
   */
  public Future<Optional<ReadState>> blocked(
      SqlConnection transaction, Pair pair, UUID by, boolean parts) {
    return lock(transaction, pair)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : blocked(transaction, found.get(), by, parts));
  }

  private Future<Optional<ReadState>> blocked(
      SqlConnection transaction, Talk talk, UUID by, boolean parts) {
    Talk.Side side = talk.of(by);
    Future<Void> withheld =
        side.hidden() ? Future.succeededFuture() : Withholding.begin(transaction, talk.id(), by);
    return withheld
        .compose(
            begun -> parts ? talk.accept(transaction, by, false) : Future.<Void>succeededFuture())
        .compose(done -> refresh(transaction, talk.id()))
        .map(
            done ->
                side.hidden() || side.readNumber() == talk.messageCount()
                    ? Optional.empty()
                    : Optional.of(new ReadState(talk.id(), talk.head(), talk.messageCount())));
  }

  /** What comes from now on reaches the one who blocked; what came meanwhile never does. */
  public Future<Void> unblocked(SqlConnection transaction, Pair pair, UUID by) {
    return lock(transaction, pair)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : Withholding.end(transaction, new UUID[] {found.get().id()}, pair.other(by))
                        .compose(ended -> refresh(transaction, found.get().id())));
  }

  /**
   * Takes the locks for {@link #settingChanged}: before that of the account's personal stream. The
   * transaction has a lock of the account's row that the lock of a pair waits for.
   *
   * @return the conversations that the setting decides about
   */
  public static Future<UUID[]> lockStrangers(SqlConnection transaction, UUID account) {
    return Database.query(transaction, OF_STRANGERS, account)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID("id"))
                    .toArray(UUID[]::new));
  }

  /**
   * @param conversations of {@link #lockStrangers}
   */
  public Future<Void> settingChanged(SqlConnection transaction, UUID[] conversations) {
    return conversations.length == 0
        ? Future.succeededFuture()
        : Database.query(transaction, REFRESH, conversations, openByDefault).mapEmpty();
  }

  Future<Void> refresh(SqlConnection transaction, UUID conversation) {
    return settingChanged(transaction, new UUID[] {conversation});
  }

  /** After {@link #refresh}, for whoever may write: what had to come before the next post did. */
  static Future<Void> open(SqlConnection transaction, UUID conversation, UUID account) {
    return Database.query(transaction, OPEN, conversation, account).mapEmpty();
  }

  private static Future<Optional<Talk>> lock(SqlConnection transaction, Pair pair) {
    return PairConversation.find(transaction, pair)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : Talk.lock(transaction, found.get()).map(Optional::of));
  }

  /** Nobody blocks whoever leaves, and everybody is to learn that they left. */
  public static Future<Void> left(SqlConnection transaction, UUID account) {
    return Database.query(transaction, OF_LEAVER, account)
        .map(rows -> rows.iterator().next().getArrayOfUUIDs("ids"))
        .compose(ids -> Withholding.end(transaction, ids, account));
  }
}
