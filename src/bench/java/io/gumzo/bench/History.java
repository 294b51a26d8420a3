package io.gumzo.bench;

import io.gumzo.bench.Turns.Contender;
import io.gumzo.config.MessagesConfig;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Opening conversations: their latest 15 messages over HTTP, from PostgreSQL and, where there is a
 * setting for it, from the recent-message cache; beside the bare statement and the bare call.
 */
final class History implements Bench {
  private static final int CONVERSATIONS = 1_000;
  private static final int MESSAGES = 100;
  private static final int PAGE = 15;
  private static final int CONNECTIONS = 64;
  private static final int PIPELINE = 4;
  private static final int WARM_UP_SLOTS = 8;
  private static final int MESSAGE_BYTES = 560;

  private static final String LATEST =
      """
      SELECT id, conversation_id, position, number, sender_id, client_id, text, at, audience
        FROM messages
       WHERE conversation_id = (SELECT conversation_id FROM lab_lines
                                 WHERE n = (SELECT floor(random() * %d)::int))
       ORDER BY position DESC LIMIT %d
      """
          .formatted(CONVERSATIONS, PAGE + 1);

  private final List<Figure> figures = new ArrayList<>();

  @Override
  public int seconds() {
    return 30;
  }

  @Override
  public List<Figure> run(Lab lab, int seconds) {
    figures.clear();
    Optional<String> cache = cacheSetting();
    int slot = seconds * 1000 / (cache.isPresent() ? 16 : 9);
    try (var database = lab.database()) {
      new Seed(database)
          .accounts(2 * CONVERSATIONS)
          .conversations(0, CONVERSATIONS, 2, "2 * c + m")
          .messages(CONVERSATIONS, MESSAGES, "2 * c")
          .done();
      InsertLimit.prepare(database, CONVERSATIONS, "n", "2 * n");
      var sql = new SqlLimit(lab.folder(), database.url());
      Map<String, String> without =
          cache.<Map<String, String>>map(key -> Map.of(key, "0")).orElse(Map.of());
      int clients = bestClients(sql, slot / 3000.0);
      measure(
          "latest %d from PostgreSQL".formatted(PAGE),
          lab,
          lab.node(database, without),
          slot,
          () -> sql.perSecond(LATEST, clients, slot / 1000.0));
      if (cache.isPresent()) {
        lab.endChildren();
        var redis = new RedisLimit(lab.redisUrl());
        measure(
            "latest %d from the cache".formatted(PAGE),
            lab,
            lab.node(database, Map.of()),
            slot,
            () -> redis.readsPerSecond(CONVERSATIONS, PAGE, MESSAGE_BYTES, slot / 1000.0));
      }
    }
    return figures;
  }

  private void measure(
      String what, Lab lab, NodeHandle node, int slot, java.util.function.Supplier<Double> limit) {
    try (var loops = new LoadLoops(2)) {
      var answers = new Answers();
      var readers =
          new Senders(
              loops, lab.usage(node), answers, CONVERSATIONS, reader(lab, loops, node, answers));
      int under = CONNECTIONS * PIPELINE;
      Senders.warmUp(WARM_UP_SLOTS, () -> readers.closedWith(under, slot));
      var ours = new Contender<>(() -> readers.closedWith(under, slot), Senders.Sent::perSecond);
      var bare = new Contender<>(limit, each -> each);
      Turns.take(ours, bare);
      var run = ours.middle();
      figures.add(
          Figure.of(what, run.perSecond(), "requests/s")
              .atMost(bare.middle())
              .bar("ratio ≥ 0.50")
              .latency(run.acknowledged()));
      figures.addAll(run.usage().figures(run.done(), "requests"));
      if (answers.refused() > 0) {
        figures.add(Figure.of("  refused", answers.refused(), "requests"));
      }
    }
  }

  private static Senders.Way reader(Lab lab, LoadLoops loops, NodeHandle node, Answers answers) {
    var connections = new ArrayList<RestConnection>();
    for (int number = 0; number < CONNECTIONS; number++) {
      var connection =
          new RestConnection(
              node.port(),
              (status, reader, nanos) ->
                  answers.answered(status == 200, nanos, (reader + CONNECTIONS) % CONVERSATIONS));
      connections.add(connection);
      CompletableFuture<?> opened = loops.connect(node.port(), tally -> connection);
      opened.join();
    }
    var paths = new String[CONVERSATIONS];
    var tokens = new String[CONVERSATIONS];
    for (int number = 0; number < CONVERSATIONS; number++) {
      paths[number] =
          "/api/v1/conversations/%s/messages?limit=%d".formatted(Ids.conversation(number), PAGE);
      tokens[number] = lab.token(Ids.account(2 * number));
    }
    return (reader, nanos) ->
        connections.get(reader % CONNECTIONS).get(paths[reader], tokens[reader], reader, nanos);
  }

  private static int bestClients(SqlLimit sql, double seconds) {
    int best = 0;
    double most = 0;
    for (int clients : List.of(4, 8, 16)) {
      double reached = sql.perSecond(LATEST, clients, seconds);
      if (reached > most) {
        most = reached;
        best = clients;
      }
    }
    return best;
  }

  /** The key that says how many messages of a conversation are kept in Redis; 0 turns it off. */
  private static Optional<String> cacheSetting() {
    return Arrays.stream(MessagesConfig.class.getRecordComponents())
        .filter(component -> component.getType() == int.class)
        .map(RecordComponent::getName)
        .filter(name -> name.startsWith("recent") || name.startsWith("cache"))
        .map(name -> "messages." + name)
        .findFirst();
  }
}
