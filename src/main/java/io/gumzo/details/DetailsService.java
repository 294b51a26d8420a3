package io.gumzo.details;

import io.gumzo.accounts.AccountRules;
import io.gumzo.accounts.Me;
import io.gumzo.accounts.ReservedUsernames;
import io.gumzo.accounts.Taken;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.profiles.ProfileTeller;
import io.gumzo.sessions.ProveIdentity;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes usernames and names. */
public final class DetailsService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(DetailsService.class);

  /**
   * @param profile the event that tells others, where they see a difference
   */
  private record Changed(Me before, Me me, StreamEvent own, Optional<StreamEvent> profile) {}

  private final DetailsRepository details;
  private final ProfileTeller teller;
  private Bus bus;

  public DetailsService(Database database) {
    this.details = new DetailsRepository(database);
    this.teller = new ProfileTeller(database);
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(UpdateMe.COMMAND, this::update);
  }

  /** Rules first: a code of the second factor works once, and is not for a name that is taken. */
  private Future<Me> update(UpdateMe command) {
    UpdateMe wanted = command.normalised();
    UUID account = wanted.proof().account();
    return broken(wanted)
        .compose(
            broken ->
                broken.isEmpty()
                    ? bus.ask(ProveIdentity.COMMAND, wanted.proof())
                    : Future.failedFuture(Problem.invalid(broken)))
        .compose(me -> bus.ask(TakeToken.COMMAND, TakeToken.of(limit(me, wanted), account)))
        .compose(
            taken -> details.database().transaction(transaction -> update(transaction, wanted)))
        .recover(DetailsService::lostRace)
        .onSuccess(changed -> changed.ifPresent(each -> tell(each, wanted.proof().address())))
        .compose(
            changed ->
                changed.isPresent()
                    ? Future.succeededFuture(changed.get().me())
                    : details.me(account));
  }

  private Future<List<FieldError>> broken(UpdateMe wanted) {
    List<FieldError> broken =
        new ArrayList<>(AccountRules.brokenIn(given(wanted), wanted.asSignUp()));
    return wanted.username() == null
        ? Future.succeededFuture(broken)
        : details
            .isUsernameTaken(wanted.proof().account(), wanted.username())
            .map(
                taken -> {
                  if (taken) {
                    broken.add(Taken.error("username"));
                  }
                  return broken;
                });
  }

  private static Set<String> given(UpdateMe wanted) {
    Set<String> given = new HashSet<>();
    if (wanted.username() != null) {
      given.add("username");
    }
    if (wanted.firstName() != null) {
      given.add("firstName");
    }
    if (wanted.lastName() != null) {
      given.add("lastName");
    }
    return given;
  }

  private static Limit limit(Me me, UpdateMe wanted) {
    return wanted.username() == null || wanted.username().equals(me.username())
        ? Limit.CHANGE_PROFILE
        : Limit.CHANGE_USERNAME;
  }

  /** Empty when nothing changed. */
  private static Future<Optional<Changed>> update(SqlConnection transaction, UpdateMe wanted) {
    return DetailsRepository.lock(transaction, wanted.proof().account())
        .compose(
            before -> {
              Details now = Details.of(before).with(wanted);
              return now.equals(Details.of(before))
                  ? Future.succeededFuture(Optional.empty())
                  : update(transaction, before, now).map(Optional::of);
            });
  }

  private static Future<Changed> update(SqlConnection transaction, Me before, Details now) {
    return DetailsRepository.update(transaction, before.id(), now)
        .compose(
            me ->
                ReservedUsernames.change(transaction, me.id(), before.username(), me.username())
                    .compose(reserved -> AccountChanged.append(transaction, me))
                    .compose(
                        own ->
                            now.looksLike(before)
                                ? Future.succeededFuture(
                                    new Changed(before, me, own, Optional.empty()))
                                : ProfileTeller.append(transaction, me)
                                    .map(
                                        event ->
                                            new Changed(before, me, own, Optional.of(event)))));
  }

  private static Future<Optional<Changed>> lostRace(Throwable failure) {
    return Future.failedFuture(
        Taken.isUsername(failure) ? Problem.invalid(List.of(Taken.error("username"))) : failure);
  }

  private void tell(Changed changed, String address) {
    Me me = changed.me();
    bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(changed.own())));
    changed.profile().ifPresent(event -> teller.tell(bus, event, me.profile()));
    boolean renamed = !me.username().equals(changed.before().username());
    LOG.info("account {} changed its {}", me.id(), renamed ? "username" : "names");
    Activity.of(
            renamed ? ActivityType.USERNAME_CHANGED : ActivityType.NAMES_CHANGED, me.id(), address)
        .tell(bus);
  }
}
