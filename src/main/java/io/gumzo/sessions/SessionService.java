package io.gumzo.sessions;

import io.gumzo.accounts.AllowSignIn;
import io.gumzo.accounts.Me;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.config.TokensConfig;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sessions.SignInRepository.SignInRow;
import io.gumzo.streams.Audience;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.CheckRefreshToken;
import io.gumzo.tokens.Principal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in, staying signed in, signing out. */
public final class SessionService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(SessionService.class);

  /** What became of a refresh token, decided under the lock of its sign-in. */
  private sealed interface Exchange {
    record Made(RefreshToken next, Me me) implements Exchange {}

    record Ended(Optional<StreamEvent> event) implements Exchange {}
  }

  /** So many devices may be signed in; one more ends the one that was not used for longest. */
  static final int MOST = 100;

  private record SignedIn(UUID signInId) {}

  private static final Exchange NOTHING = new Exchange.Ended(Optional.empty());

  private final Bus bus;
  private final SignInRepository signIns;
  private final SessionMaker sessions;
  private final SignInEnd end;
  private final IdentityService identity;

  public SessionService(Bus bus, Database database, AccessTokens tokens, TokensConfig config) {
    this.bus = bus;
    this.signIns = new SignInRepository(database);
    this.sessions = new SessionMaker(tokens, config);
    this.end = new SignInEnd(bus, tokens);
    this.identity = new IdentityService(bus, new SecondFactor(database, tokens.secrets()));
  }

  @Override
  public void bind(Bus bus) {
    bus.serve(SignIn.COMMAND, this::signIn);
    bus.serve(RefreshSession.COMMAND, this::refresh);
    bus.serve(SignOut.COMMAND, this::signOut);
    bus.serve(CheckRefreshToken.COMMAND, this::check);
  }

  private Future<Session> signIn(SignIn command) {
    return identity
        .know(command.login(), command.password(), command.code(), command.address())
        .compose(me -> bus.ask(AllowSignIn.COMMAND, new AllowSignIn(me)).map(me))
        .compose(me -> start(me, new Device(command.address(), command.userAgent())));
  }

  private Future<Session> start(Me me, Device device) {
    RefreshToken token = RefreshToken.first(UUID.randomUUID());
    return signIns
        .insert(me, token, sessions.refreshDays(), device, MOST)
        .onSuccess(
            ended -> {
              end.tell(ended);
              tellSignedIn(me.id(), token.signIn());
            })
        .map(stored -> sessions.session(token.signIn(), token, me));
  }

  /** For the lists on the other devices; the list itself is the truth. */
  private void tellSignedIn(UUID account, UUID signIn) {
    var event =
        StreamEvent.ephemeral(
            account, "signed-in", Instant.now(), Audience.account(account), new SignedIn(signIn));
    bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(event)));
  }

  private Future<Session> refresh(RefreshSession command) {
    var device = new Device(command.address(), command.userAgent());
    return RefreshToken.parse(command.refreshToken())
        .map(
            token ->
                signIns.database().transaction(transaction -> exchange(transaction, token, device)))
        .orElseGet(() -> Future.succeededFuture(NOTHING))
        .compose(this::answer);
  }

  /** Succeeds whatever became of the token, so that a revocation is committed. */
  private Future<Exchange> exchange(SqlConnection transaction, RefreshToken token, Device device) {
    return signIns
        .lock(transaction, token.signIn())
        .compose(
            found -> {
              SignInRow row = found.filter(SignInRow::live).orElse(null);
              if (row == null || !belongs(token, row)) {
                return Future.succeededFuture(NOTHING);
              }
              if (token.generation() < row.generation()) {
                return revoke(transaction, row, device);
              }
              if (!isNewest(token, row)) {
                return Future.succeededFuture(NOTHING);
              }
              RefreshToken next = token.next();
              return signIns
                  .rotate(transaction, next, sessions.refreshDays(), device)
                  .map(new Exchange.Made(next, row.me()));
            });
  }

  private Future<Exchange> revoke(SqlConnection transaction, SignInRow row, Device device) {
    LOG.warn("sign-in {} of account {} ended: a refresh token came twice", row.id(), row.me().id());
    Activity.of(ActivityType.REFRESH_TOKEN_REUSED, row.me().id(), device.address())
        .with("sessionId", row.id())
        .tell(bus);
    return SignInEnd.one(transaction, row.me().id(), row.id()).map(Exchange.Ended::new);
  }

  private Future<Session> answer(Exchange exchange) {
    return switch (exchange) {
      case Exchange.Made made ->
          Future.succeededFuture(sessions.session(made.next().signIn(), made.next(), made.me()));
      case Exchange.Ended ended -> {
        end.tell(ended.event());
        yield Future.failedFuture(Problem.of(ProblemType.SESSION_ENDED));
      }
    };
  }

  private Future<Void> signOut(SignOut command) {
    Principal principal = command.principal();
    return signIns
        .database()
        .transaction(
            transaction -> SignInEnd.one(transaction, principal.account(), principal.signIn()))
        .onSuccess(end::tell)
        .mapEmpty();
  }

  private Future<Principal> check(CheckRefreshToken ask) {
    return RefreshToken.parse(ask.refreshToken())
        .map(token -> signIns.read(token.signIn()).map(found -> principal(token, found)))
        .orElseGet(() -> Future.failedFuture(Problem.of(ProblemType.SESSION_ENDED)));
  }

  private static Principal principal(RefreshToken token, Optional<SignInRow> found) {
    return found
        .filter(row -> row.live() && belongs(token, row) && isNewest(token, row))
        .map(row -> new Principal(row.me().id(), row.id(), row.me().role(), row.expiresAt()))
        .orElseThrow(() -> Problem.of(ProblemType.SESSION_ENDED));
  }

  private static boolean belongs(RefreshToken token, SignInRow row) {
    return MessageDigest.isEqual(token.familyDigest(), row.familyHash());
  }

  private static boolean isNewest(RefreshToken token, SignInRow row) {
    return MessageDigest.isEqual(token.digest(), row.refreshHash());
  }
}
