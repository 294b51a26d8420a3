package io.gumzo.throttle;

import io.gumzo.config.ThrottleConfig;
import io.gumzo.config.ThrottleConfig.BackOff;
import io.gumzo.problem.Problem;
import io.gumzo.redis.LuaScript;
import io.gumzo.redis.RedisClient;
import io.gumzo.throttle.SettleSignIn.Result;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Answers {@link CountSignIn} and {@link SettleSignIn}. */
final class SignInBackOff {
  /** How long an address from which a sign-in succeeded counts as the owner's. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  /** Either the milliseconds to wait, or what was counted. */
  private record Verdict(long waitMillis, SignInCount count) {}

  private final LuaScript script = LuaScript.load("sign-in-backoff");
  private final LocalBackOff local = new LocalBackOff();
  private final BackOff ofAccount;
  private final BackOff ofAddress;
  private final RedisClient redis;
  private final Fallback fallback;
  private final Counter refused;

  SignInBackOff(
      ThrottleConfig config, RedisClient redis, Fallback fallback, MeterRegistry registry) {
    this.ofAccount = config.signInAccount();
    this.ofAddress = config.signInAddress();
    this.redis = redis;
    this.fallback = fallback;
    this.refused =
        Counter.builder("gumzo.throttle.sign.ins.refused")
            .description("Sign-ins that had to wait after earlier failures")
            .register(registry);
  }

  Future<SignInCount> count(CountSignIn command) {
    String account = Subjects.login(command.login());
    String address = Subjects.network(command.address());
    return fallback
        .or(shared(account, address), () -> alone(account, address))
        .compose(this::answer);
  }

  Future<Void> settle(SettleSignIn command) {
    SignInCount count = command.count();
    if (count.local()) {
      settleAlone(count, command.result());
      return Future.succeededFuture();
    }
    return fallback
        .or(
            script.run(redis, keys(count.account(), count.address()), settlement(command)),
            () -> null)
        .mapEmpty();
  }

  private Future<SignInCount> answer(Verdict verdict) {
    if (verdict.waitMillis() == 0) {
      return Future.succeededFuture(verdict.count());
    }
    refused.increment();
    return Future.failedFuture(Problem.throttled(Duration.ofMillis(verdict.waitMillis())));
  }

  private Future<Verdict> shared(String account, String address) {
    List<String> arguments =
        List.of(
            "count",
            Integer.toString(ofAccount.freeFailures()),
            Integer.toString(ofAccount.baseMillis()),
            Integer.toString(ofAccount.maxMillis()),
            Integer.toString(ofAddress.freeFailures()),
            Integer.toString(ofAddress.baseMillis()),
            Integer.toString(ofAddress.maxMillis()));
    return script
        .run(redis, keys(account, address), arguments)
        .map(response -> verdict(account, address, response));
  }

  private static Verdict verdict(String account, String address, Response response) {
    return new Verdict(
        response.get(0).toLong(),
        new SignInCount(
            account,
            address,
            response.get(1).toInteger() == 1,
            response.get(2).toLong(),
            response.get(3).toLong(),
            false));
  }

  private List<String> settlement(SettleSignIn command) {
    SignInCount count = command.count();
    return List.of(
        command.result().name().toLowerCase(Locale.ROOT),
        count.known() ? "1" : "0",
        Long.toString(count.accountUntil()),
        Long.toString(count.addressUntil()),
        Long.toString(REMEMBERED.toMillis()),
        Integer.toString(ofAccount.maxMillis()),
        Integer.toString(ofAddress.maxMillis()));
  }

  private static List<String> keys(String account, String address) {
    return List.of(
        accountKey(account),
        addressKey(address),
        "gumzo:sign-in:pair:" + Subjects.digest(account + " " + address));
  }

  private Verdict alone(String account, String address) {
    long now = System.currentTimeMillis();
    long wait =
        Math.max(local.wait(accountKey(account), now), local.wait(addressKey(address), now));
    return wait > 0
        ? new Verdict(wait, null)
        : new Verdict(
            0,
            new SignInCount(
                account,
                address,
                false,
                local.fail(accountKey(account), ofAccount, now),
                local.fail(addressKey(address), ofAddress, now),
                true));
  }

  private void settleAlone(SignInCount count, Result result) {
    long now = System.currentTimeMillis();
    local.forgive(addressKey(count.address()), ofAddress, count.addressUntil(), now);
    if (result == Result.SUCCEEDED) {
      local.clear(accountKey(count.account()));
    } else {
      local.forgive(accountKey(count.account()), ofAccount, count.accountUntil(), now);
    }
  }

  private static String accountKey(String account) {
    return "gumzo:sign-in:account:" + account;
  }

  private static String addressKey(String address) {
    return "gumzo:sign-in:address:" + address;
  }
}
