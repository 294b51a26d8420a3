package io.gumzo.sessions;

import io.gumzo.accounts.Me;
import io.gumzo.bus.Bus;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sessions.TwoFactorRepository.Secret;
import io.gumzo.streams.EventAppender;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.gumzo.tokens.SecretBox;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Turning the second factor on and off. */
public final class TwoFactorService implements Service {
  private static final String ISSUER = "Gumzo";

  private record Changed(boolean enabled) {}

  private final Bus bus;
  private final TwoFactorRepository factors;
  private final SecretBox box;
  private final IdentityService identity;

  public TwoFactorService(Bus bus, Database database, SecretBox box) {
    this.bus = bus;
    this.factors = new TwoFactorRepository(database);
    this.box = box;
    this.identity = new IdentityService(bus, new SecondFactor(database, box));
  }

  @Override
  public void bind(Bus bus) {
    identity.bind(bus);
    bus.serve(GetTwoFactor.COMMAND, ask -> factors.state(ask.account()));
    bus.serve(BeginTwoFactor.COMMAND, this::begin);
    bus.serve(ConfirmTwoFactor.COMMAND, this::confirm);
    bus.serve(DisableTwoFactor.COMMAND, this::disable);
    bus.serve(NewRecoveryCodes.COMMAND, this::newRecoveryCodes);
  }

  private Future<BeginTwoFactor.Begun> begin(BeginTwoFactor command) {
    UUID account = command.account();
    return factors
        .enabled(account)
        .compose(
            on ->
                on.isPresent()
                    ? isOn()
                    : prove(
                        new ProveIdentity(account, command.password(), null, command.address())))
        .compose(
            me -> {
              byte[] secret = Totp.newSecret();
              return factors
                  .begin(account, box.seal(account, secret))
                  .compose(begun -> begun ? Future.succeededFuture(begun(me, secret)) : isOn());
            });
  }

  private static BeginTwoFactor.Begun begun(Me me, byte[] secret) {
    String uri = Totp.uri(ISSUER, me.username(), secret);
    return new BeginTwoFactor.Begun(Totp.base32(secret), uri, QrCode.of(uri));
  }

  private Future<RecoveryCodes> confirm(ConfirmTwoFactor command) {
    return bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.CONFIRM_TWO_FACTOR, command.account()))
        .compose(taken -> factors.begun(command.account()))
        .compose(
            begun ->
                begun.isPresent()
                    ? confirm(command, begun.get())
                    : factors
                        .enabled(command.account())
                        .compose(on -> on.isPresent() ? isOn() : wrongCode()));
  }

  private Future<RecoveryCodes> confirm(ConfirmTwoFactor command, Secret secret) {
    UUID account = command.account();
    var step =
        Totp.match(
            box.open(account, secret.sealed()).secret(),
            RecoveryCodes.plain(command.code()),
            Instant.now());
    if (step.isEmpty()) {
      return wrongCode();
    }
    var codes = RecoveryCodes.make();
    return factors
        .database()
        .transaction(
            transaction ->
                factors
                    .enable(transaction, account, secret, step.getAsLong())
                    .compose(enabled -> enabled ? Future.succeededFuture() : isOn())
                    .compose(on -> factors.replaceRecoveryCodes(transaction, account, codes))
                    .compose(kept -> append(transaction, account, true)))
        .onSuccess(this::tell)
        .map(codes);
  }

  private Future<Void> disable(DisableTwoFactor command) {
    UUID account = command.proof().account();
    return prove(command.proof())
        .compose(
            me ->
                factors
                    .database()
                    .transaction(
                        transaction ->
                            factors
                                .disable(transaction, account)
                                .compose(
                                    wasOn ->
                                        wasOn
                                            ? append(transaction, account, false).map(Optional::of)
                                            : Future.succeededFuture(
                                                Optional.<StreamEvent>empty()))))
        .onSuccess(event -> event.ifPresent(this::tell))
        .mapEmpty();
  }

  private Future<RecoveryCodes> newRecoveryCodes(NewRecoveryCodes command) {
    UUID account = command.proof().account();
    var codes = RecoveryCodes.make();
    return prove(command.proof())
        .compose(
            me ->
                factors
                    .database()
                    .transaction(
                        transaction -> factors.replaceRecoveryCodes(transaction, account, codes)))
        .compose(
            kept ->
                kept
                    ? Future.succeededFuture(codes)
                    : Future.failedFuture(Problem.of(ProblemType.NOT_FOUND)));
  }

  private Future<Me> prove(ProveIdentity proof) {
    return bus.ask(ProveIdentity.COMMAND, proof);
  }

  private static Future<StreamEvent> append(
      SqlConnection transaction, UUID account, boolean enabled) {
    return EventAppender.append(transaction, account, "two-factor-changed", new Changed(enabled));
  }

  private void tell(StreamEvent event) {
    bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(event)));
  }

  private static <T> Future<T> isOn() {
    return Future.failedFuture(Problem.of(ProblemType.SECOND_FACTOR_ON));
  }

  private static <T> Future<T> wrongCode() {
    return Future.failedFuture(Problem.of(ProblemType.SECOND_FACTOR_FAILED));
  }
}
