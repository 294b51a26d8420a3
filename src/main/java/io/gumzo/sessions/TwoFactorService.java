package io.gumzo.sessions;

import io.gumzo.accounts.CheckSecondFactor;
import io.gumzo.accounts.GetMe;
import io.gumzo.accounts.Me;
import io.gumzo.bus.Bus;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sessions.TwoFactorRepository.Secret;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.gumzo.tokens.SecretBox;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Turning the second factor on and off. */
public final class TwoFactorService implements Service {
  private static final String ISSUER = "Gumzo";

  private final Bus bus;
  private final TwoFactorRepository factors;
  private final SecretBox box;
  private final IdentityService identity;
  private final SecondFactor secondFactor;
  private final boolean verifiedOnly;

  /**
   * @param verifiedOnly only an account whose email is confirmed turns it on: whoever signs up with
   *     somebody else's email must not be able to lock its owner out
   */
  public TwoFactorService(Bus bus, Database database, SecretBox box, boolean verifiedOnly) {
    this.bus = bus;
    this.verifiedOnly = verifiedOnly;
    this.factors = new TwoFactorRepository(database);
    this.box = box;
    this.secondFactor = new SecondFactor(database, box);
    this.identity = new IdentityService(bus, secondFactor);
  }

  @Override
  public void bind(Bus bus) {
    identity.bind(bus);
    bus.serve(CheckSecondFactor.COMMAND, ask -> secondFactor.check(ask.account(), ask.code()));
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
        .compose(this::requireVerified)
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
        .compose(taken -> bus.ask(GetMe.COMMAND, new GetMe(command.account())))
        .compose(this::requireVerified)
        .compose(mayTurnOn -> factors.begun(command.account()))
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
                    .compose(kept -> SecondFactorSwitch.append(transaction, account, true)))
        .onSuccess(event -> SecondFactorSwitch.tell(bus, Optional.of(event)))
        .map(codes);
  }

  private Future<Void> disable(DisableTwoFactor command) {
    UUID account = command.proof().account();
    return prove(command.proof())
        .compose(
            me ->
                factors
                    .database()
                    .transaction(transaction -> SecondFactorSwitch.off(transaction, account)))
        .onSuccess(event -> SecondFactorSwitch.tell(bus, event))
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

  private Future<Me> requireVerified(Me me) {
    return !verifiedOnly || me.emailVerified()
        ? Future.succeededFuture(me)
        : Future.failedFuture(Problem.of(ProblemType.EMAIL_NOT_VERIFIED));
  }

  private static <T> Future<T> isOn() {
    return Future.failedFuture(Problem.of(ProblemType.SECOND_FACTOR_ON));
  }

  private static <T> Future<T> wrongCode() {
    return Future.failedFuture(Problem.of(ProblemType.SECOND_FACTOR_FAILED));
  }
}
