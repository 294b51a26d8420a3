package io.gumzo.contacts;

import io.gumzo.bus.Bus;
import io.gumzo.contacts.ContactEvents.Blocked;
import io.gumzo.contacts.ContactEvents.Direction;
import io.gumzo.contacts.ContactEvents.Ended;
import io.gumzo.contacts.ContactEvents.Outcome;
import io.gumzo.contacts.ContactEvents.Requested;
import io.gumzo.contacts.ContactEvents.Unblocked;
import io.gumzo.contacts.Contacts.Block;
import io.gumzo.contacts.Contacts.Unblock;
import io.gumzo.contacts.PairChange.Change;
import io.gumzo.contacts.PairChange.Scene;
import io.gumzo.contacts.Standing.Pending;
import io.gumzo.conversations.PairAccess;
import io.gumzo.conversations.ReadState;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import java.util.UUID;

/**
 * Blocks. Whoever is blocked sees what anybody sees who is no contact (any more): their requests
 * seem to wait, and what they write seems to arrive where strangers may write.
 */
public final class BlockService implements Service {
  private final Database database;
  private final PairAccess access;
  private Bus bus;
  private PairChange pairs;

  public BlockService(Database database, PairAccess access) {
    this.database = database;
    this.access = access;
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    this.pairs = new PairChange(bus, database, access);
    bus.serve(Contacts.BLOCK, this::block);
    bus.serve(Contacts.UNBLOCK, this::unblock);
  }

  private Future<Void> block(Block command) {
    return take(command.account())
        .compose(taken -> pairs.run(command.account(), command.other(), this::block));
  }

  private Future<Void> unblock(Unblock command) {
    return take(command.account())
        .compose(taken -> pairs.run(command.account(), command.other(), this::unblock));
  }

  private Future<Void> take(UUID account) {
    return bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.CHANGE_BLOCKS, account));
  }

  private Future<Change<Void>> block(Scene scene) {
    Standing standing = scene.standing();
    if (standing.blocks()) {
      return Future.succeededFuture(Change.none(null));
    }
    var transaction = scene.transaction();
    var events = new PersonalEvents();
    Future<Void> ended = Future.succeededFuture();
    if (standing.areContacts()) {
      ContactService.removed(events, scene);
      ended = PairRepository.part(transaction, scene.me(), scene.other());
    }
    if (standing.outgoing() != null) {
      ContactService.cancelled(events, scene);
      ended =
          ended.compose(done -> PairRepository.withdraw(transaction, scene.me(), scene.other()));
    }
    if (standing.incoming() != null) {
      events.add(
          scene.me(),
          ContactEvents.REQUEST_ENDED,
          new Ended(Direction.INCOMING, scene.other(), Outcome.BLOCKED));
      ended =
          ended.compose(done -> PairRepository.hide(transaction, scene.other(), scene.me(), true));
    }
    return ended
        .compose(done -> PairRepository.block(transaction, scene.me(), scene.other()))
        .compose(
            since ->
                scene
                    .access()
                    .blocked(transaction, scene.pair(), scene.me(), standing.areContacts())
                    .onSuccess(
                        read ->
                            read.ifPresent(mark -> events.add(scene.me(), ReadState.MOVED, mark)))
                    .map(since))
        .onSuccess(
            since ->
                events.add(
                    scene.me(),
                    ContactEvents.BLOCKED,
                    scene.other(),
                    new Blocked(scene.theirs(), since)))
        .compose(withheld -> events.append(transaction))
        .map(told -> new Change<>(null, told));
  }

  /** A request that came meanwhile is there again. */
  private Future<Change<Void>> unblock(Scene scene) {
    if (!scene.standing().blocks()) {
      return Future.succeededFuture(Change.none(null));
    }
    var transaction = scene.transaction();
    var events =
        new PersonalEvents().add(scene.me(), ContactEvents.UNBLOCKED, new Unblocked(scene.other()));
    Pending incoming = scene.standing().incoming();
    if (incoming != null) {
      events.add(
          scene.me(),
          ContactEvents.REQUESTED,
          scene.other(),
          new Requested(Direction.INCOMING, scene.theirs(), incoming.message(), incoming.at()));
    }
    return PairRepository.unblock(transaction, scene.me(), scene.other())
        .compose(done -> PairRepository.hide(transaction, scene.other(), scene.me(), false))
        .compose(done -> scene.access().unblocked(transaction, scene.pair(), scene.me()))
        .compose(done -> events.append(transaction))
        .map(told -> new Change<>(null, told));
  }
}
