package io.gumzo.sessions;

import io.gumzo.accounts.CheckCredentials;
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
   * needed, and the password alone does not make earlier failures forgotten.
   */
  Future<Me> know(String login, String password, String code, String address) {
    return bus.ask(CountSignIn.COMMAND, new CountSignIn(login, address))
        .compose(
            count ->
                bus.ask(CheckCredentials.COMMAND, new CheckCredentials(login, password))
                    .compose(me -> secondFactor.check(me.id(), code).map(me))
                    .onFailure(failure -> settleFailure(count, failure))
                    .compose(me -> settle(count, Result.SUCCEEDED).map(me)));
  }

  private Future<Me> prove(ProveIdentity command) {
    return bus.ask(GetMe.COMMAND, new GetMe(command.account()))
        .compose(me -> know(me.username(), command.password(), command.code(), command.address()))
        .recover(
            failure ->
                Future.failedFuture(
                    Problem.from(failure).type() == ProblemType.SIGN_IN_FAILED
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
