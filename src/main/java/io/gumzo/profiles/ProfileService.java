package io.gumzo.profiles;

import io.gumzo.accounts.Me;
import io.gumzo.accounts.Names;
import io.gumzo.bus.Bus;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.StreamEvent;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Serves what may be asked about profiles. */
public final class ProfileService implements Service {
  /** How far {@code since} is looked back behind: no commit takes longer to become visible. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final int MOST_CHANGES = 200;

  private final ProfileRepository profiles;
  private final PictureTable pictures;
  private final PictureMaker maker;
  private final ProfileTeller teller;
  private Bus bus;

  public ProfileService(Vertx vertx, Database database) {
    this.profiles = new ProfileRepository(database);
    this.pictures = new PictureTable(database);
    this.maker = new PictureMaker(vertx);
    this.teller = new ProfileTeller(database);
  }

  /**
   * @param event absent when nothing changed
   */
  private record Changed(Me me, Optional<StreamEvent> event) {}

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(UpdateProfile.COMMAND, this::update);
    bus.serve(ProfileChanges.COMMAND, this::changes);
    bus.serve(SetPicture.COMMAND, this::setPicture);
    bus.serve(RemovePicture.COMMAND, this::removePicture);
    bus.serve(GetPicture.COMMAND, this::picture);
  }

  @Override
  public Future<Void> close() {
    return maker.close();
  }

  private Future<Me> update(UpdateProfile command) {
    String name = command.displayName();
    List<FieldError> broken = ProfileRules.broken(name, command.about());
    if (!broken.isEmpty()) {
      throw Problem.invalid(broken);
    }
    var normalised =
        new UpdateProfile(
            command.account(),
            name == null ? null : Names.normalise(name),
            ProfileRules.normaliseAbout(command.about()));
    return take(Limit.CHANGE_PROFILE, command.account())
        .compose(
            taken ->
                change(command.account(), transaction -> profiles.update(transaction, normalised)));
  }

  /** The id is random: whoever knows it may see the picture. */
  private Future<Me> setPicture(SetPicture command) {
    UUID account = command.account();
    UUID picture = UUID.randomUUID();
    return take(Limit.SET_PICTURE, account)
        .compose(taken -> maker.make(command.original()))
        .compose(
            renditions ->
                change(
                    account,
                    transaction ->
                        profiles
                            .setPicture(transaction, account, picture)
                            .compose(
                                me ->
                                    me.isEmpty()
                                        ? Future.succeededFuture(me)
                                        : pictures
                                            .replace(transaction, account, picture, renditions)
                                            .map(me))));
  }

  private Future<Me> removePicture(RemovePicture command) {
    UUID account = command.account();
    return take(Limit.CHANGE_PROFILE, account)
        .compose(
            taken ->
                change(
                    account,
                    transaction ->
                        profiles
                            .setPicture(transaction, account, null)
                            .compose(me -> pictures.remove(transaction, account).map(me))));
  }

  private Future<Buffer> picture(GetPicture ask) {
    return pictures
        .read(ask.picture(), ask.size())
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
  }

  private Future<Void> take(Limit limit, UUID account) {
    return bus.ask(TakeToken.COMMAND, TakeToken.of(limit, account));
  }

  /**
   * Locks the account's row and then, to tell it, its personal stream.
   *
   * @param work gives the profile as it is now, or nothing when it was that before
   */
  private Future<Me> change(UUID account, Function<SqlConnection, Future<Optional<Me>>> work) {
    return profiles
        .database()
        .transaction(
            transaction ->
                work.apply(transaction)
                    .compose(
                        changed ->
                            changed.isPresent()
                                ? append(transaction, changed.get())
                                : unchanged(transaction, account)))
        .onSuccess(
            changed ->
                changed.event().ifPresent(event -> teller.tell(bus, event, changed.me().profile())))
        .map(Changed::me);
  }

  private static Future<Changed> append(SqlConnection transaction, Me me) {
    return ProfileTeller.append(transaction, me).map(event -> new Changed(me, Optional.of(event)));
  }

  private Future<Changed> unchanged(SqlConnection transaction, UUID account) {
    return profiles
        .me(transaction, account)
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED)))
        .map(me -> new Changed(me, Optional.empty()));
  }

  private Future<ProfileChanges.Found> changes(ProfileChanges ask) {
    return profiles
        .changed(new ProfileChanges(ask.account(), ask.since().minus(OVERLAP)), MOST_CHANGES + 1)
        .map(
            found ->
                new ProfileChanges.Found(
                    List.copyOf(found.subList(0, Math.min(found.size(), MOST_CHANGES))),
                    found.size() > MOST_CHANGES));
  }
}
