package io.gumzo.sessions;

import io.gumzo.bus.Bus;
import io.gumzo.persistence.Database;
import io.gumzo.streams.EventAppender;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.SignedOut;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Ends sign-ins within a transaction, and tells of it after the commit. Each answers the event to
 * tell; empty when there was nothing to end.
 */
final class SignInEnd {
  /** Locked in the order of their ids, and before the stream, lest two wait for each other. */
  private static final String END =
      """
      UPDATE sign_ins SET revoked_at = clock_timestamp()
       WHERE id IN (SELECT id FROM sign_ins
                     WHERE account_id = $1 AND revoked_at IS NULL
                       AND expires_at > clock_timestamp() AND %s
                     ORDER BY id
                       FOR UPDATE)
      RETURNING id
      """;

  private static final String END_ONE = END.formatted("id = $2");
  private static final String END_ALL_BUT = END.formatted("id IS DISTINCT FROM $2");
  private static final String END_OLDEST =
      END.formatted(
          """
          id IN (SELECT id FROM sign_ins
                  WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > clock_timestamp()
                  ORDER BY last_used_at DESC, id
                 OFFSET $2)
          """);

  private final Bus bus;
  private final AccessTokens tokens;

  SignInEnd(Bus bus, AccessTokens tokens) {
    this.bus = bus;
    this.tokens = tokens;
  }

  static Future<Optional<StreamEvent>> one(SqlConnection transaction, UUID account, UUID signIn) {
    return end(transaction, account, END_ONE, signIn);
  }

  /**
   * @param signIn null for all
   */
  static Future<Optional<StreamEvent>> allBut(
      SqlConnection transaction, UUID account, UUID signIn) {
    return end(transaction, account, END_ALL_BUT, signIn);
  }

  /** Those that were not used for longest, so that so many are left. */
  static Future<Optional<StreamEvent>> beyond(SqlConnection transaction, UUID account, long most) {
    return end(transaction, account, END_OLDEST, most);
  }

  /** This node refuses their tokens at once, the others when the event has come there. */
  void tell(Optional<StreamEvent> ended) {
    ended.ifPresent(
        event -> {
          tokens.end(SignedOut.of(event).signInIds());
          bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(event)));
        });
  }

  private static Future<Optional<StreamEvent>> end(
      SqlConnection transaction, UUID account, String sql, Object which) {
    return Database.query(transaction, sql, account, which)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID("id"))
                    .toList())
        .compose(
            ended ->
                ended.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : EventAppender.append(
                            transaction, account, SignedOut.TYPE, new SignedOut(ended))
                        .map(Optional::of));
  }
}
