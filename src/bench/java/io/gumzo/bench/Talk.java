package io.gumzo.bench;

import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Conversations whose members are all connected, with accounts in their order: conversation c has
 * those from c · members on, of which the first ones send.
 */
record Talk(int conversations, int members, int sendersEach) {
  int accounts() {
    return conversations * members;
  }

  int senders() {
    return conversations * sendersEach;
  }

  int account(int sender) {
    return conversation(sender) * members + sender % sendersEach;
  }

  int conversation(int sender) {
    return sender / sendersEach;
  }

  /** Into an empty database. */
  void seed(Sql database) {
    new Seed(database)
        .accounts(accounts())
        .conversations(0, conversations, members, "c * %d + m".formatted(members))
        .done();
  }

  /**
   * Opens all sockets.
   *
   * @param first what the socket of an account says first
   */
  Senders open(Lab lab, LoadLoops loops, NodeHandle server, IntFunction<String> first) {
    var answers = new Answers();
    List<LabSocket> sockets =
        Clients.open(loops, accounts(), socket -> server.port(), first, answers);
    var ids = new UUID[conversations];
    for (int number = 0; number < conversations; number++) {
      ids[number] = Ids.conversation(number);
    }
    return new Senders(
        loops,
        lab.usage(server),
        answers,
        senders(),
        (sender, nanos) ->
            sockets
                .get(account(sender))
                .send(Posts.frame(ids[conversation(sender)], sender, nanos)));
  }
}
