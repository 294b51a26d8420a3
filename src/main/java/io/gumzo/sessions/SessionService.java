package io.gumzo.sessions;

import io.gumzo.accounts.AllowSignIn;
import io.gumzo.accounts.Me;
import io.gumzo.bus.Bus;
import io.gumzo.config.TokensConfig;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.streams.Audience;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.Principal;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Signing in and out; {@link RefreshService} is what keeps one signed in. */
public final class SessionService implements Service {
  /** So many devices may be signed in; one more ends the one that was not used for longest. */
  static final int MOST = 100;

  private record SignedIn(UUID signInId) {}

  private final Bus bus;
  private final SignInRepository signIns;
  private final SessionMaker sessions;
  private final SignInEnd end;
  private final IdentityService identity;
  private final RefreshService refreshes;

  public SessionService(Bus bus, Database database, AccessTokens tokens, TokensConfig config) {
    this.bus = bus;
    this.signIns = new SignInRepository(database);
    this.sessions = new SessionMaker(tokens, config);
    this.end = new SignInEnd(bus, tokens);
    this.identity = new IdentityService(bus, new SecondFactor(database, tokens.secrets()));
    this.refreshes = new RefreshService(bus, signIns, sessions, end, tokens.successors());
  }

  @Override
  public void bind(Bus bus) {
    bus.serve(SignIn.COMMAND, this::signIn);
    bus.serve(SignOut.COMMAND, this::signOut);
    refreshes.bind(bus);
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
        .map(stored -> sessions.session(token, me));
  }

  /** For the lists on the other devices; the list itself is the truth. */
  private void tellSignedIn(UUID account, UUID signIn) {
    var event =
        StreamEvent.ephemeral(
            account, "signed-in", Instant.now(), Audience.account(account), new SignedIn(signIn));
    bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(event)));
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
}
