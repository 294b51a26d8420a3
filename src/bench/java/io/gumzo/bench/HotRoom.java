package io.gumzo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everybody sends into one conversation, whose row is locked by every send. */
final class HotRoom implements Bench {
  private static final int SENDERS = 16;
  private static final int WINDOW = 32;
  private static final Talk TALK = new Talk(1, SENDERS, SENDERS);

  @Override
  public int seconds() {
    return 36;
  }

  @Override
  public List<Figure> run(Lab lab, int seconds) {
    int slot = seconds * 1000 / 18;
    try (var database = lab.database();
        var rowsDatabase = lab.database();
        var bareDatabase = lab.database();
        var loops = new LoadLoops(2)) {
      List.of(database, rowsDatabase, bareDatabase).forEach(TALK::seed);
      InsertLimit.prepare(rowsDatabase, SENDERS, "0", "n");
      var limit = InsertLimit.of(new SqlLimit(lab.folder(), rowsDatabase.url()));
      var best = limit.scanOne(SENDERS, slot / 4000.0);
      NodeHandle node = lab.node(database, Map.of());
      Senders senders =
          TALK.open(
              lab, loops, node, account -> Clients.authenticate(lab.token(Ids.account(account))));
      NodeHandle bareNode = lab.bareSends(bareDatabase, TALK);
      Senders bare = TALK.open(lab, loops, bareNode, Integer::toString);
      var figures = new ArrayList<Figure>();
      new MostSent(limit, best, bare, WINDOW, slot)
          .measure(senders, "in one conversation of %d".formatted(SENDERS), figures);
      return figures;
    }
  }
}
