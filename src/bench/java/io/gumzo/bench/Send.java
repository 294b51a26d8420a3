package io.gumzo.bench;

import io.gumzo.bench.Turns.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Durable messages into 1,000 conversations of two, over sockets and over REST, beside the same
 * rows written by bare statements.
 */
final class Send implements Bench {
  private static final int CONVERSATIONS = 1_000;
  private static final Talk TALK = new Talk(CONVERSATIONS, 2, 1);
  private static final int REST_CONNECTIONS = 128;
  private static final int WARM_UP_SLOTS = 5;

  private final List<Figure> figures = new ArrayList<>();

  @Override
  public int seconds() {
    return 56;
  }

  /** Sender 2c and recipient 2c + 1 of conversation c. */
  @Override
  public List<Figure> run(Lab lab, int seconds) {
    Clients.mustFit(2 * TALK.accounts());
    figures.clear();
    int slot = seconds * 1000 / 28;
    try (var database = lab.database();
        var rowsDatabase = lab.database();
        var bareDatabase = lab.database();
        var loops = new LoadLoops(2)) {
      List.of(database, rowsDatabase, bareDatabase).forEach(TALK::seed);
      InsertLimit.prepare(rowsDatabase, CONVERSATIONS, "n", "2 * n");
      var limit = InsertLimit.of(new SqlLimit(lab.folder(), rowsDatabase.url()));
      var best = limit.scanMany(CONVERSATIONS, slot / 4000.0);
      NodeHandle node = lab.node(database, Map.of());
      String[] tokens = tokens(lab);
      Senders senders =
          TALK.open(lab, loops, node, account -> Clients.authenticate(tokens[account]));
      NodeHandle bareNode = lab.bareSends(bareDatabase, TALK);
      Senders bare = TALK.open(lab, loops, bareNode, Integer::toString);
      double most =
          new MostSent(limit, best, bare, 1, slot)
              .measure(senders, "over sockets", figures)
              .perSecond();
      settle(database);
      atHalf(senders, bare, most / 2, slot);
      var answers = new Answers();
      var overRest =
          new Senders(
              loops, lab.usage(node), answers, CONVERSATIONS, rest(loops, node, tokens, answers));
      rest(overRest, slot);
    }
    return figures;
  }

  /**
   * The limit has left so much to be written that everybody would wait for the disk for a while.
   */
  private static void settle(Sql database) {
    database.run("CHECKPOINT");
  }

  private void atHalf(Senders senders, Senders bare, double perSecond, int slot) {
    var ours = new Contender<>(() -> senders.open(perSecond, slot), Send::p99);
    var barest = new Contender<>(() -> bare.open(perSecond, slot), Send::p99);
    senders.open(perSecond, slot);
    bare.open(perSecond, slot);
    Turns.take(ours, barest);
    atHalf(ours.middle(), "over sockets");
    var least = barest.middle();
    figures.add(
        Figure.of("limit: bare sockets, at the same rate", least.perSecond(), "messages/s")
            .latency(least.delivered()));
  }

  private void atHalf(Senders.Sent half, String how) {
    figures.add(
        Figure.of("send→acknowledged " + how + ", half the maximum", half.perSecond(), "messages/s")
            .latency(half.acknowledged()));
    figures.add(
        Figure.of("send→delivered " + how + ", half the maximum", half.perSecond(), "messages/s")
            .bar("p99 ≤ 25 ms")
            .latency(half.delivered()));
    figures.addAll(half.usage().figures(half.done(), "messages"));
    if (half.unanswered() > 0) {
      figures.add(Figure.of("  not acknowledged " + how, half.unanswered(), "messages"));
    }
  }

  private static double p99(Senders.Sent sent) {
    return sent.delivered().getValueAtPercentile(99);
  }

  private void rest(Senders senders, int slot) {
    Senders.warmUp(WARM_UP_SLOTS, () -> senders.closed(1, slot));
    var run = senders.closed(1, slot);
    figures.add(
        Figure.of("acknowledged over REST, maximum", run.perSecond(), "messages/s")
            .latency(run.acknowledged()));
    figures.add(
        Figure.of("  send→delivered, queues full", run.perSecond(), "messages/s")
            .latency(run.delivered()));
    figures.addAll(run.usage().figures(run.done(), "messages"));
    var half = new Contender<>(() -> senders.open(run.perSecond() / 2, slot), Send::p99);
    Turns.take(half);
    atHalf(half.middle(), "over REST");
  }

  private static Senders.Way rest(
      LoadLoops loops, NodeHandle node, String[] tokens, Answers answers) {
    var connections = new ArrayList<RestConnection>();
    for (int number = 0; number < REST_CONNECTIONS; number++) {
      var connection =
          new RestConnection(
              node.port(),
              (status, sender, nanos) -> answers.answered(status / 100 == 2, nanos, sender));
      connections.add(connection);
      CompletableFuture<?> opened = loops.connect(node.port(), tally -> connection);
      opened.join();
    }
    String[] paths = new String[CONVERSATIONS];
    for (int number = 0; number < CONVERSATIONS; number++) {
      paths[number] = "/api/v1/conversations/" + Ids.conversation(number) + "/messages";
    }
    return (sender, nanos) ->
        connections
            .get(sender % REST_CONNECTIONS)
            .post(paths[sender], tokens[2 * sender], Posts.body(nanos), sender, nanos);
  }

  private static String[] tokens(Lab lab) {
    var tokens = new String[TALK.accounts()];
    for (int account = 0; account < tokens.length; account++) {
      tokens[account] = lab.token(Ids.account(account));
    }
    return tokens;
  }
}
