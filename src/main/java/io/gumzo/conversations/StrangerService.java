package io.gumzo.conversations;

import io.gumzo.accounts.Account;
import io.gumzo.bus.Bus;
import io.gumzo.conversations.Conversations.Accept;
import io.gumzo.messages.FirstMessage;
import io.gumzo.messages.PostFirst;
import io.gumzo.messages.PostMessage;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The steps by which people who are no contacts come to talk. The one who opens a conversation
 * writes a first message, which shows the conversation to the other one unless they block; the
 * other one accepts, or answers, which counts as accepting. The posts after that need none of this.
 */
public final class StrangerService implements Service {
  static final String ACCEPTED = "conversation-accepted";

  private static final String PAIR =
      """
      SELECT c.first_id, c.second_id
        FROM conversations c
        JOIN members r ON r.conversation_id = c.id AND r.account_id = $2 AND NOT r.hidden
       WHERE c.id = $1 AND c.kind = 'one-to-one'
      """;

  private static final String BLOCKS =
      "SELECT FROM blocks WHERE account_id = $1 AND blocked_id = $2";

  private static final Comparator<UUID> BY_ID = Comparator.comparing(UUID::toString);

  /** The event's data. */
  private record Accepted(UUID conversationId) {}

  /**
   * Under the locks of the pair, of the stream and of the members.
   *
   * @param events to be appended to personal streams, by whose they are
   */
  private record Scene(
      SqlConnection transaction,
      UUID me,
      Pair pair,
      Map<UUID, Account> accounts,
      Talk talk,
      Map<UUID, Supplier<Future<StreamEvent>>> events) {
    UUID other() {
      return pair.other(me);
    }
  }

  private record Done<T>(T answer, List<StreamEvent> events) {}

  private final Database database;
  private final PairAccess access;
  private Bus bus;

  public StrangerService(Database database, PairAccess access) {
    this.database = database;
    this.access = access;
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(PostFirst.COMMAND, this::post);
    bus.serve(Conversations.ACCEPT, this::accept);
  }

  private Future<Void> accept(Accept command) {
    return run(
        command.conversation(),
        command.account(),
        scene ->
            blocks(scene, scene.me(), scene.other())
                .compose(blocks -> blocks ? forbidden() : accepted(scene))
                .compose(done -> access.refresh(scene.transaction(), scene.talk().id()))
                .compose(done -> append(scene))
                .map(events -> new Done<>(null, events)));
  }

  private Future<PostFirst.Done> post(PostFirst command) {
    PostMessage post = command.post();
    return run(post.conversation(), post.sender(), scene -> post(scene, post));
  }

  private Future<Done<PostFirst.Done>> post(Scene scene, PostMessage post) {
    if (!scene.talk().of(scene.me()).writable()) {
      return Future.failedFuture(Problem.of(ProblemType.NOT_CONTACTS));
    }
    return accepted(scene)
        .compose(done -> reveal(scene))
        .compose(done -> access.refresh(scene.transaction(), scene.talk().id()))
        .compose(done -> PairAccess.open(scene.transaction(), scene.talk().id(), scene.me()))
        .compose(done -> append(scene))
        .compose(
            events ->
                FirstMessage.post(scene.transaction(), post)
                    .map(posted -> new Done<>(posted, events)));
  }

  private Future<Void> accepted(Scene scene) {
    if (scene.talk().of(scene.me()).accepted()) {
      return Future.succeededFuture();
    }
    scene
        .events()
        .put(
            scene.me(),
            () ->
                EventAppender.append(
                    scene.transaction(), scene.me(), ACCEPTED, new Accepted(scene.talk().id())));
    return scene.talk().accept(scene.transaction(), scene.me(), true);
  }

  private Future<Void> reveal(Scene scene) {
    UUID other = scene.other();
    if (!scene.talk().of(other).hidden()) {
      return Future.succeededFuture();
    }
    return blocks(scene, other, scene.me())
        .compose(
            blocks -> {
              if (blocks) {
                return Future.succeededFuture();
              }
              scene
                  .events()
                  .put(
                      other,
                      () ->
                          PairConversation.added(
                              scene.transaction(),
                              other,
                              scene.pair(),
                              scene.talk().id(),
                              scene.accounts()));
              return Withholding.reveal(scene.transaction(), scene.talk().id(), other);
            });
  }

  private static Future<Boolean> blocks(Scene scene, UUID one, UUID other) {
    return Database.query(scene.transaction(), BLOCKS, one, other).map(rows -> rows.size() > 0);
  }

  private static Future<Void> forbidden() {
    return Future.failedFuture(
        Problem.of(ProblemType.FORBIDDEN, "you have blocked this person; unblock them first"));
  }

  private static Future<List<StreamEvent>> append(Scene scene) {
    var events = new ArrayList<StreamEvent>();
    Future<Void> appended = Future.succeededFuture();
    for (UUID account : scene.events().keySet().stream().sorted(BY_ID).toList()) {
      appended =
          appended
              .compose(before -> scene.events().get(account).get())
              .onSuccess(events::add)
              .mapEmpty();
    }
    return appended.map(events);
  }

  private interface Work<T> {
    Future<Done<T>> with(Scene scene);
  }

  private <T> Future<T> run(UUID conversation, UUID me, Work<T> work) {
    return database
        .query(PAIR, conversation, me)
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.failedFuture(Problem.of(ProblemType.NOT_A_MEMBER))
                    : run(conversation, me, pair(rows.iterator().next()), work))
        .onSuccess(this::tell)
        .map(Done::answer);
  }

  private <T> Future<Done<T>> run(UUID conversation, UUID me, Pair pair, Work<T> work) {
    return database.transaction(
        transaction ->
            pair.lock(transaction)
                .compose(
                    accounts ->
                        accounts.size() < 2
                            ? Future.failedFuture(Problem.of(ProblemType.NOT_CONTACTS))
                            : Talk.lock(transaction, conversation)
                                .map(
                                    talk ->
                                        new Scene(
                                            transaction, me, pair, accounts, talk, new HashMap<>()))
                                .compose(work::with)));
  }

  private static Pair pair(Row row) {
    return Pair.of(row.getUUID("first_id"), row.getUUID("second_id"));
  }

  private void tell(Done<?> done) {
    if (!done.events().isEmpty()) {
      bus.tell(Streams.COMMITTED, new Streams.Batch(done.events()));
    }
  }
}
