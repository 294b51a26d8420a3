package io.gumzo.bench;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.bench.BareSends.Post;
import io.gumzo.bench.BareSends.Posted;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Messages into PostgreSQL by the statement that a node has for them, over two connections with
 * half of the conversations each: as many at once as are there, the next ones under way before the
 * answer to the last. The statement is written out here, since a limit runs no code of a node: it
 * is to be kept as that of {@code MessageAppender}.
 */
final class BareInserts {
  private static final String INSERT =
      """
      SELECT line, new, id, position, number, at, audience, text
        FROM append_messages($1, $2, $3, $4, $5)
      """;
  private static final int CONNECTIONS = 2;
  private static final int MOST_IN_BATCH = 500;
  private static final int MANY = 100;
  private static final int MOST_BATCHES = 2;

  /** Of one connection; on the client's event loop. */
  private static final class Lane {
    private final ArrayDeque<Post> waiting = new ArrayDeque<>();
    private final PreparedQuery<RowSet<Row>> insert;
    private int batches;

    private Lane(PreparedQuery<RowSet<Row>> insert) {
      this.insert = insert;
    }
  }

  private final Context context;
  private final Consumer<List<Posted>> written;
  private final List<Lane> lanes = new ArrayList<>();

  /**
   * @param written what was committed
   */
  BareInserts(String database, Consumer<List<Posted>> written) {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    this.context = vertx.getOrCreateContext();
    this.written = written;
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      lanes.add(
          new Lane(
              PgConnection.connect(vertx, PgConnectOptions.fromUri(database))
                  .compose(opened -> opened.prepare(INSERT))
                  .toCompletionStage()
                  .toCompletableFuture()
                  .join()
                  .query()));
    }
  }

  /** On any thread. */
  void add(List<Post> posts) {
    context.runOnContext(
        none -> {
          for (Post post : posts) {
            lanes.get(post.sender().conversation() % CONNECTIONS).waiting.add(post);
          }
          lanes.forEach(this::next);
        });
  }

  private void next(Lane lane) {
    while (lane.waiting.size() >= MANY && lane.batches < MOST_BATCHES
        || !lane.waiting.isEmpty() && lane.batches == 0) {
      write(lane);
    }
  }

  private void write(Lane lane) {
    var batch = new ArrayList<Post>();
    while (batch.size() < MOST_IN_BATCH && !lane.waiting.isEmpty()) {
      batch.add(lane.waiting.poll());
    }
    lane.batches++;
    lane.insert
        .execute(columns(batch))
        .onFailure(BareInserts::end)
        .onSuccess(
            rows -> {
              lane.batches--;
              var posted = new ArrayList<Posted>(batch.size());
              for (Row row : rows) {
                posted.add(
                    new Posted(
                        batch.get(row.getInteger("line") - 1),
                        row.getUUID("id"),
                        row.getLong("position"),
                        row.getLong("number"),
                        row.getOffsetDateTime("at").toString()));
              }
              written.accept(posted);
              next(lane);
            });
  }

  private static Tuple columns(List<Post> batch) {
    int count = batch.size();
    var ids = new UUID[count];
    var conversations = new UUID[count];
    var senders = new UUID[count];
    var clientIds = new UUID[count];
    var texts = new String[count];
    for (int line = 0; line < count; line++) {
      Post post = batch.get(line);
      ids[line] = UuidCreator.getTimeOrderedEpochPlus1();
      conversations[line] = post.sender().conversationId();
      senders[line] = post.sender().accountId();
      clientIds[line] = UUID.fromString(post.clientId());
      texts[line] = post.text();
    }
    return Tuple.of(ids, conversations, senders, clientIds, texts);
  }

  private static void end(Throwable failed) {
    failed.printStackTrace();
    System.exit(1);
  }
}
