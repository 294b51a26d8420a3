package io.gumzo.throttle;

import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * One attempt that was counted, to be settled unless it failed; or one that is blocked.
 *
 * @param blocked the password must not be looked at: earlier failures demand a wait
 * @param waitMillis what to tell when the attempt is blocked or fails; 0 to tell no wait. It is the
 *     same whether an account has the login or not, and whether the address is known
 * @param known the account was signed in from that address lately
 * @param local counted by this node alone
 */
public record SignInCount(
    Keys keys, boolean blocked, long waitMillis, boolean known, Ends ends, boolean local) {

  /** Whom the attempt counts for. */
  record Keys(String login, String account, String address, String pair) {}

  /** The ends of the waits that this attempt began, 0 for none, negative where it did not count. */
  record Ends(long login, long account, long address, long pair) {}

  /** Fails with {@code THROTTLED} and the wait. */
  public Problem throttled() {
    return Problem.throttled(Duration.ofMillis(waitMillis));
  }

  /** Fails with {@code THROTTLED} when the attempt is blocked. */
  public Future<SignInCount> unlessBlocked() {
    return blocked ? Future.failedFuture(throttled()) : Future.succeededFuture(this);
  }
}
