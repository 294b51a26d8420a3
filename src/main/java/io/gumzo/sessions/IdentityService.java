package io.gumzo.sessions;

import io.gumzo.accounts.AwaitCheckTime;
import io.gumzo.accounts.CheckCredentials;
import io.gumzo.accounts.FindLogin;
import io.gumzo.accounts.GetMe;
import io.gumzo.accounts.Me;
import io.gumzo.bus.Bus;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.throttle.CountSignIn;
import io.gumzo.throttle.SettleSignIn;
import io.gumzo.throttle.SettleSignIn.Result;
import io.gumzo.throttle.SignInCount;
import io.vertx.core.Future;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows a person by password and second factor. Every wrong one counts, whatever it was for. */
final class IdentityService {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityService.class);
  private static final Set<ProblemType> COUNTED =
      Set.of(ProblemType.SIGN_IN_FAILED, ProblemType.SECOND_FACTOR_FAILED);

  private final Bus bus;
  private final SecondFactor secondFactor;

  IdentityService(Bus bus, SecondFactor secondFactor) {
    this.bus = bus;
    this.secondFactor = secondFactor;
  }

  void bind(Bus bus) {
    bus.serve(ProveIdentity.COMMAND, this::prove);
  }

  /**
   * Whose login, password and code these are. Only who knows the password learns that a code is
   * needed, and the password alone does not make earlier failures forgotten. A failure is answered
   * the same, after the same time, whether the login exists, and whether the account is known at
   * the address (ADR 16).
   */
  Future<Me> know(String login, String password, String code, String address) {
    return bus.ask(FindLogin.COMMAND, new FindLogin(login))
        .compose(
            found -> bus.ask(CountSignIn.COMMAND, new CountSignIn(login, found.account(), address)))
        .compose(
            count ->
                count.blocked()
                    ? bus.ask(AwaitCheckTime.COMMAND, new AwaitCheckTime())
                        .compose(waited -> refuse(count))
                    : check(count, login, password, code));
  }

  private Future<Me> check(SignInCount count, String login, String password, String code) {
    return bus.ask(CheckCredentials.COMMAND, new CheckCredentials(login, password))
        .compose(me -> secondFactor.check(me.id(), code).map(me))
        .onFailure(failure -> settleFailure(count, failure))
        .compose(me -> settle(count, Result.SUCCEEDED).map(me))
        .recover(failure -> isWrong(failure) ? refuse(count) : Future.failedFuture(failure));
  }

  private static Future<Me> refuse(SignInCount count) {
    return Future.failedFuture(
        count.waitMillis() > 0 ? count.throttled() : Problem.of(ProblemType.SIGN_IN_FAILED));
  }

  private static boolean isWrong(Throwable failure) {
    return Problem.from(failure).type() == ProblemType.SIGN_IN_FAILED;
  }

  private Future<Me> prove(ProveIdentity command) {
    return bus.ask(GetMe.COMMAND, new GetMe(command.account()))
        .compose(
            me ->
                bus.ask(CountSignIn.COMMAND, CountSignIn.of(me.id(), command.address()))
                    .compose(SignInCount::unlessBlocked)
                    .compose(
                        count -> check(count, me.username(), command.password(), command.code())))
        .recover(
            failure ->
                Future.failedFuture(
                    isWrong(failure)
                        ? Problem.invalid("password", "wrong", "must be your password")
                        : failure));
  }

  private void settleFailure(SignInCount count, Throwable failure) {
    if (!COUNTED.contains(Problem.from(failure).type())) {
      settle(count, Result.ABANDONED);
    }
  }

  private Future<Void> settle(SignInCount count, Result result) {
    return bus.ask(SettleSignIn.COMMAND, new SettleSignIn(count, result))
        .recover(
            failure -> {
              LOG.warn("a sign-in stays counted as failed: {}", failure.toString());
              return Future.succeededFuture();
            });
  }
}
