package io.gumzo.contacts;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.contacts.ContactEvents.Added;
import io.gumzo.contacts.PairChange.Change;
import io.gumzo.contacts.PairChange.Scene;
import io.gumzo.contacts.Relation.State;
import io.gumzo.contacts.Standing.Pending;
import io.gumzo.conversations.PairConversation;
import io.gumzo.messages.FirstMessage;
import io.gumzo.messages.PostMessage;
import io.gumzo.streams.StreamEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Two become contacts: their requests end, they may talk, and what they said first is posted. */
final class Acceptance {
  private final Scene scene;
  private final List<StreamEvent> posted = new ArrayList<>();
  private Instant since;

  private Acceptance(Scene scene) {
    this.scene = scene;
  }

  /**
   * @param requests the other's, and mine if there is one, in the order in which they are posted
   */
  static Future<Change<Relation>> of(Scene scene, List<Pending> requests) {
    return new Acceptance(scene).run(requests);
  }

  private Future<Change<Relation>> run(List<Pending> requests) {
    var transaction = scene.transaction();
    boolean talks = requests.stream().anyMatch(request -> request.message() != null);
    return PairRepository.withdraw(transaction, scene.other(), scene.me())
        .compose(gone -> PairRepository.withdraw(transaction, scene.me(), scene.other()))
        .compose(gone -> PairRepository.join(transaction, scene.me(), scene.other()))
        .onSuccess(at -> since = at)
        .compose(joined -> scene.access().befriended(transaction, scene.pair()))
        .compose(
            known -> {
              if (known.isPresent()) {
                UUID conversation = known.get().conversation();
                return talk(conversation, requests)
                    .compose(said -> tell(conversation, known.get().revealed()));
              }
              return talks ? begin(requests) : tell(null, List.of());
            });
  }

  private Future<Change<Relation>> begin(List<Pending> requests) {
    UUID conversation = UuidCreator.getTimeOrderedEpochPlus1();
    return PairConversation.create(scene.transaction(), conversation, scene.pair())
        .compose(made -> talk(conversation, requests))
        .compose(said -> tell(conversation, scene.pair().both()));
  }

  private Future<Void> talk(UUID conversation, List<Pending> requests) {
    Future<Void> said = Future.succeededFuture();
    UUID sender = scene.other();
    for (Pending request : requests) {
      if (request.message() != null) {
        var post = new PostMessage(conversation, sender, request.clientId(), request.message());
        said =
            said.compose(before -> FirstMessage.append(scene.transaction(), post))
                .onSuccess(event -> event.ifPresent(posted::add))
                .mapEmpty();
      }
      sender = scene.me();
    }
    return said;
  }

  /**
   * @param fresh for whom the conversation is new
   */
  private Future<Change<Relation>> tell(UUID conversation, List<UUID> fresh) {
    var events =
        new PersonalEvents()
            .add(scene.me(), ContactEvents.ADDED, scene.other(), new Added(scene.theirs(), since))
            .add(scene.other(), ContactEvents.ADDED, scene.me(), new Added(scene.mine(), since));
    for (UUID member : fresh) {
      events.add(
          member,
          transaction ->
              PairConversation.added(
                  transaction, member, scene.pair(), conversation, scene.accounts()));
    }
    var relation = new Relation(scene.other(), State.CONTACT, false, true, null, since);
    return events
        .append(scene.transaction())
        .map(
            told -> {
              var all = new ArrayList<>(told);
              all.addAll(posted);
              return new Change<>(relation, all);
            });
  }
}
