package io.gumzo.contacts;

import io.gumzo.bus.Bus;
import io.gumzo.contacts.ContactEvents.Direction;
import io.gumzo.contacts.ContactEvents.Ended;
import io.gumzo.contacts.ContactEvents.Outcome;
import io.gumzo.contacts.ContactEvents.Removed;
import io.gumzo.contacts.ContactEvents.Requested;
import io.gumzo.contacts.Contacts.Ask;
import io.gumzo.contacts.Contacts.Asked;
import io.gumzo.contacts.PairChange.Change;
import io.gumzo.contacts.PairChange.Scene;
import io.gumzo.contacts.Relation.State;
import io.gumzo.conversations.PairAccess;
import io.gumzo.messages.MessageText;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.settings.GetSettings;
import io.gumzo.settings.Settings.WhoMayMessage;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import java.util.List;

/** Contact requests and what comes of them. */
public final class ContactService implements Service {
  private final Database database;
  private final PairAccess access;
  private final int maxChars;
  private Bus bus;
  private PairChange pairs;

  /**
   * @param maxChars of a first message
   */
  public ContactService(Database database, PairAccess access, int maxChars) {
    this.database = database;
    this.access = access;
    this.maxChars = maxChars;
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    this.pairs = new PairChange(bus, database, access);
    bus.serve(Contacts.REQUEST, this::request);
    bus.serve(Contacts.ACCEPT, answer -> pairs.run(answer.account(), answer.other(), this::accept));
    bus.serve(
        Contacts.DECLINE, answer -> pairs.run(answer.account(), answer.other(), this::decline));
    bus.serve(
        Contacts.CANCEL, command -> pairs.run(command.account(), command.other(), this::cancel));
    bus.serve(
        Contacts.REMOVE, command -> pairs.run(command.account(), command.other(), this::remove));
  }

  private Future<Asked> request(Ask command) {
    String message =
        command.message() == null
            ? null
            : MessageText.clean("message", command.message(), maxChars);
    return bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.REQUEST_CONTACT, command.account()))
        .compose(taken -> message == null ? Future.succeededFuture() : checkWanted(command))
        .compose(
            wanted ->
                pairs.run(command.account(), command.other(), scene -> request(scene, message)));
  }

  /** Asked of everybody alike, so that the answer tells nothing about a block. */
  private Future<Void> checkWanted(Ask command) {
    return bus.ask(GetSettings.COMMAND, new GetSettings(command.other()))
        .compose(
            stored ->
                stored.settings().privacy().whoMayMessage() == WhoMayMessage.ANYONE
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        Problem.invalid(
                            "message",
                            "contactsOnly",
                            "must be left out: this person takes messages from contacts only")));
  }

  private Future<Change<Asked>> request(Scene scene, String message) {
    Standing standing = scene.standing();
    if (standing.blocks()) {
      return Future.failedFuture(
          Problem.of(ProblemType.FORBIDDEN, "you have blocked this person; unblock them first"));
    }
    if (standing.areContacts() || standing.outgoing() != null) {
      return Future.succeededFuture(
          Change.none(new Asked(standing.relation(scene.other()), false)));
    }
    return standing.incoming() != null
        ? meet(scene, message)
        : ask(scene, message, standing.blocked());
  }

  /** Both have asked, which is an answer. */
  private static Future<Change<Asked>> meet(Scene scene, String message) {
    return PairRepository.request(scene.transaction(), scene.me(), scene.other(), message, false)
        .compose(mine -> Acceptance.of(scene, List.of(scene.standing().incoming(), mine)))
        .map(met -> new Change<>(new Asked(met.answer(), true), met.events()));
  }

  /** To whoever is blocked it looks the same; the other is not told. */
  private static Future<Change<Asked>> ask(Scene scene, String message, boolean hidden) {
    return PairRepository.request(scene.transaction(), scene.me(), scene.other(), message, hidden)
        .compose(
            pending -> {
              var events =
                  new PersonalEvents()
                      .add(
                          scene.me(),
                          ContactEvents.REQUESTED,
                          scene.other(),
                          new Requested(Direction.OUTGOING, scene.theirs(), message, pending.at()));
              if (!hidden) {
                events.add(
                    scene.other(),
                    ContactEvents.REQUESTED,
                    scene.me(),
                    new Requested(Direction.INCOMING, scene.mine(), message, pending.at()));
              }
              var relation =
                  new Relation(
                      scene.other(),
                      State.OUTGOING,
                      false,
                      scene.standing().writable(),
                      message,
                      pending.at());
              return events
                  .append(scene.transaction())
                  .map(told -> new Change<>(new Asked(relation, true), told));
            });
  }

  private Future<Change<Relation>> accept(Scene scene) {
    Standing standing = scene.standing();
    if (standing.areContacts()) {
      return Future.succeededFuture(Change.none(standing.relation(scene.other())));
    }
    return standing.relation(scene.other()).state() == State.INCOMING
        ? Acceptance.of(scene, List.of(standing.incoming()))
        : notFound();
  }

  private Future<Change<Void>> decline(Scene scene) {
    return scene.standing().relation(scene.other()).state() == State.INCOMING
        ? PairRepository.withdraw(scene.transaction(), scene.other(), scene.me())
            .compose(
                gone ->
                    new PersonalEvents()
                        .add(
                            scene.me(),
                            ContactEvents.REQUEST_ENDED,
                            new Ended(Direction.INCOMING, scene.other(), Outcome.DECLINED))
                        .add(
                            scene.other(),
                            ContactEvents.REQUEST_ENDED,
                            new Ended(Direction.OUTGOING, scene.me(), Outcome.DECLINED))
                        .append(scene.transaction()))
            .map(told -> new Change<>(null, told))
        : notFound();
  }

  private Future<Change<Void>> cancel(Scene scene) {
    if (scene.standing().outgoing() == null) {
      return notFound();
    }
    var events = new PersonalEvents();
    cancelled(events, scene);
    return PairRepository.withdraw(scene.transaction(), scene.me(), scene.other())
        .compose(gone -> events.append(scene.transaction()))
        .map(told -> new Change<>(null, told));
  }

  private Future<Change<Void>> remove(Scene scene) {
    var events = new PersonalEvents();
    removed(events, scene);
    return scene.standing().areContacts()
        ? part(scene)
            .compose(parted -> events.append(scene.transaction()))
            .map(told -> new Change<>(null, told))
        : notFound();
  }

  /** One's own request is gone; the other learns of it unless it was hidden from them. */
  static void cancelled(PersonalEvents events, Scene scene) {
    events.add(
        scene.me(),
        ContactEvents.REQUEST_ENDED,
        new Ended(Direction.OUTGOING, scene.other(), Outcome.CANCELLED));
    if (!scene.standing().blocked()) {
      events.add(
          scene.other(),
          ContactEvents.REQUEST_ENDED,
          new Ended(Direction.INCOMING, scene.me(), Outcome.CANCELLED));
    }
  }

  static void removed(PersonalEvents events, Scene scene) {
    events
        .add(scene.me(), ContactEvents.REMOVED, new Removed(scene.other()))
        .add(scene.other(), ContactEvents.REMOVED, new Removed(scene.me()));
  }

  /** What they said stays; more can be said where strangers may write. */
  static Future<Void> part(Scene scene) {
    return PairRepository.part(scene.transaction(), scene.me(), scene.other())
        .compose(parted -> scene.access().parted(scene.transaction(), scene.pair(), scene.me()));
  }

  private static <T> Future<T> notFound() {
    return Future.failedFuture(Problem.of(ProblemType.NOT_FOUND));
  }
}
