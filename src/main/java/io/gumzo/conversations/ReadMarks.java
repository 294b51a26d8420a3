package io.gumzo.conversations;

import io.gumzo.bus.Bus;
import io.gumzo.conversations.Conversations.MarkRead;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.EventAppender;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/** How far each member has read. Posting moves it too, in the same statement as the message. */
public final class ReadMarks implements Service {
  private static final String LOCK =
      """
      SELECT r.read_position, r.read_number,
             coalesce(CASE WHEN r.withheld THEN (
               SELECT x.after_position FROM silences x
                WHERE x.conversation_id = r.conversation_id AND x.account_id = r.account_id
                  AND x.up_to IS NULL) END, s.head) AS head,
             coalesce((SELECT m.number FROM messages m
                        WHERE m.conversation_id = $1 AND m.position <= $3
                        ORDER BY m.position DESC LIMIT 1), 0) AS number
        FROM members r JOIN streams s ON s.id = r.conversation_id
       WHERE r.conversation_id = $1 AND r.account_id = $2 AND NOT r.hidden
         FOR UPDATE OF r
      """;

  private static final String MOVE =
      """
      UPDATE members SET read_position = $3, read_number = $4
       WHERE conversation_id = $1 AND account_id = $2
      """;

  private final Database database;
  private Bus bus;

  public ReadMarks(Database database) {
    this.database = database;
  }

  /**
   * @param event absent when the mark was there already
   */
  private record Marked(ReadState state, Optional<StreamEvent> event) {}

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(Conversations.MARK_READ, this::mark);
  }

  private Future<ReadState> mark(MarkRead command) {
    return database
        .transaction(transaction -> mark(transaction, command))
        .onSuccess(
            marked ->
                marked
                    .event()
                    .ifPresent(
                        event -> bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(event)))))
        .map(Marked::state);
  }

  private Future<Marked> mark(SqlConnection transaction, MarkRead command) {
    return Database.query(
            transaction, LOCK, command.conversation(), command.account(), command.position())
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.failedFuture(Problem.of(ProblemType.NOT_A_MEMBER));
              }
              Row row = rows.iterator().next();
              if (command.position() > row.getLong("head")) {
                return Future.failedFuture(
                    Problem.invalid("position", "maximum", "must not be past the head"));
              }
              return command.position() <= row.getLong("read_position")
                  ? Future.succeededFuture(unmoved(command, row))
                  : move(transaction, command, row.getLong("number"));
            });
  }

  private static Marked unmoved(MarkRead command, Row row) {
    return new Marked(
        new ReadState(
            command.conversation(), row.getLong("read_position"), row.getLong("read_number")),
        Optional.empty());
  }

  private Future<Marked> move(SqlConnection transaction, MarkRead command, long number) {
    var state = new ReadState(command.conversation(), command.position(), number);
    return Database.query(
            transaction,
            MOVE,
            command.conversation(),
            command.account(),
            command.position(),
            number)
        .compose(
            moved -> EventAppender.append(transaction, command.account(), ReadState.MOVED, state))
        .map(event -> new Marked(state, Optional.of(event)));
  }
}
