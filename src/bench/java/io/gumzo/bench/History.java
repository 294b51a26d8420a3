package io.gumzo.bench;

import io.gumzo.bench.Senders.Sent;
import io.gumzo.bench.Turns.Contender;
import io.gumzo.config.MessagesConfig;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

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
    return 34;
  }

  @Override
  public List<Figure> run(Lab lab, int seconds) {
    figures.clear();
    Optional<String> cache = cacheSetting();
    int slot = seconds * 1000 / (cache.isPresent() ? 21 : 9);
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
          null,
          slot,
          () -> sql.perSecond(LATEST, clients, slot / 1000.0));
      if (cache.isPresent()) {
        lab.endChildren();
        try (var redis = new RedisLimit(lab.redisUrl(), CONVERSATIONS, MESSAGE_BYTES)) {
          measure(
              "latest %d from the cache".formatted(PAGE),
              lab,
              lab.node(database, Map.of()),
              lab.bareHistory(CONVERSATIONS, PAGE),
              slot,
              () -> redis.readsPerSecond(PAGE, slot / 1000.0));
        }
      }
    }
    return figures;
  }

  /**
   * @param bare answers the same requests; null where there is none
   * @param limit what is behind them by itself, each second
   */
  private void measure(
      String what, Lab lab, NodeHandle node, NodeHandle bare, int slot, Supplier<Double> limit) {
    try (var loops = new LoadLoops(2)) {
      var ours = contender(lab, loops, node, slot);
      var rows = new Contender<>(limit, each -> each);
      if (bare == null) {
        Turns.take(ours, rows);
        add(what, ours.middle(), rows.middle());
        return;
      }
      var barest = contender(lab, loops, bare, slot);
      Turns.take(ours, barest, rows);
      add(what, ours.middle(), rows.middle());
      Sent least = barest.middle();
      figures.add(
          Figure.of("  beside bare HTTP over that call", ours.middle().perSecond(), "requests/s")
              .atMost(least.perSecond()));
      figures.add(
          Figure.of("limit: bare HTTP over that call", least.perSecond(), "requests/s")
              .atMost(rows.middle())
              .latency(least.acknowledged()));
      figures.addAll(least.usage().figures(least.done(), "requests"));
    }
  }

  private Contender<Sent> contender(Lab lab, LoadLoops loops, NodeHandle server, int slot) {
    var answers = new Answers();
    var readers =
        new Senders(
            loops, lab.usage(server), answers, CONVERSATIONS, reader(lab, loops, server, answers));
    int under = CONNECTIONS * PIPELINE;
    Senders.warmUp(WARM_UP_SLOTS, () -> readers.closedWith(under, slot));
    return new Contender<>(() -> readers.closedWith(under, slot), Sent::perSecond);
  }

  private void add(String what, Sent run, double limit) {
    figures.add(
        Figure.of(what, run.perSecond(), "requests/s")
            .atMost(limit)
            .bar("ratio ≥ 0.50")
            .latency(run.acknowledged()));
    figures.addAll(run.usage().figures(run.done(), "requests"));
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
