package io.gumzo.bench;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The same messages to recipients on the sender's node and on another one. */
final class Hop implements Bench {
  private static final int CONVERSATIONS = 100;
  private static final double PER_SECOND = 200;

  @Override
  public int seconds() {
    return 16;
  }

  /** Sender 3c and recipient 3c + 1 on one node, recipient 3c + 2 on the other. */
  @Override
  public List<Figure> run(Lab lab, int seconds) {
    try (var database = lab.database();
        var same = new LoadLoops(1);
        var other = new LoadLoops(1)) {
      new Seed(database)
          .accounts(3 * CONVERSATIONS)
          .conversations(0, CONVERSATIONS, 3, "3 * c + m")
          .done();
      NodeHandle one = lab.node(database, Map.of());
      NodeHandle two = lab.node(database, Map.of());
      var answers = new Answers();
      var sockets =
          Clients.open(
              same,
              2 * CONVERSATIONS,
              socket -> one.port(),
              socket -> authenticate(lab, socket / 2 * 3 + socket % 2),
              answers);
      Clients.open(
          other,
          CONVERSATIONS,
          socket -> two.port(),
          socket -> authenticate(lab, socket * 3 + 2),
          answers);
      var conversations = new UUID[CONVERSATIONS];
      for (int number = 0; number < CONVERSATIONS; number++) {
        conversations[number] = Ids.conversation(number);
      }
      var senders =
          new Senders(
              same,
              lab.usage(one, two),
              answers,
              CONVERSATIONS,
              (sender, nanos) ->
                  sockets.get(2 * sender).send(Posts.frame(conversations[sender], sender, nanos)));
      senders.open(PER_SECOND, seconds * 1000 / 4);
      long before = other.received();
      other.takeLatency();
      var sent = senders.open(PER_SECOND, seconds * 3000 / 4);
      var away = other.takeLatency();
      double missing = PER_SECOND * seconds * 0.75 - (other.received() - before);
      return List.of(
          Figure.of("send→delivered on the same node", sent.perSecond(), "messages/s")
              .latency(sent.delivered()),
          Figure.of("send→delivered on another node", sent.perSecond(), "messages/s").latency(away),
          Figure.of(
                  "difference of the medians",
                  (away.getValueAtPercentile(50) - sent.delivered().getValueAtPercentile(50)) / 1e6,
                  "ms")
              .bar("≤ 1 ms"),
          Figure.of("  missing on another node", Math.max(0, Math.floor(missing)), "deliveries"));
    }
  }

  private static String authenticate(Lab lab, int account) {
    return Clients.authenticate(lab.token(Ids.account(account)));
  }
}
