package io.gumzo.throttle;

import io.gumzo.config.ThrottleConfig;
import io.gumzo.config.ThrottleConfig.BackOff;
import io.gumzo.redis.LuaScript;
import io.gumzo.redis.RedisClient;
import io.gumzo.throttle.SettleSignIn.Result;
import io.gumzo.throttle.SignInCount.Ends;
import io.gumzo.throttle.SignInCount.Keys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Answers {@link CountSignIn}, {@link SettleSignIn} and {@link RememberAddress} (ADR 16). */
final class SignInBackOff {
  /** How long an address from which an account was used counts as the owner's. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private static final String PREFIX = "gumzo:sign-in:";
  private static final long NOT_COUNTED = -1;

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
    Keys keys = keys(command);
    return fallback
        .or(shared(keys), () -> alone(keys))
        .onSuccess(
            count -> {
              if (count.blocked()) {
                refused.increment();
              }
            });
  }

  Future<Void> settle(SettleSignIn command) {
    SignInCount count = command.count();
    if (count.local()) {
      settleAlone(count, command.result());
      return Future.succeededFuture();
    }
    return fallback
        .or(script.run(redis, list(count.keys()), settlement(command)), () -> null)
        .mapEmpty();
  }

  Future<Void> remember(RememberAddress command) {
    String pair = pair(accountKey(command.account()), Subjects.network(command.address()));
    return redis
        .batch(
            List.of(
                Request.cmd(Command.HSETNX).arg(pair).arg("failures").arg("0"),
                Request.cmd(Command.PEXPIRE).arg(pair).arg(REMEMBERED.toMillis())))
        .mapEmpty();
  }

  private Future<SignInCount> shared(Keys keys) {
    List<String> arguments =
        List.of(
            "count",
            Integer.toString(ofAccount.freeFailures()),
            Integer.toString(ofAccount.baseMillis()),
            Integer.toString(ofAccount.maxMillis()),
            Integer.toString(ofAddress.freeFailures()),
            Integer.toString(ofAddress.baseMillis()),
            Integer.toString(ofAddress.maxMillis()));
    return script.run(redis, list(keys), arguments).map(response -> verdict(keys, response));
  }

  private static SignInCount verdict(Keys keys, Response response) {
    return new SignInCount(
        keys,
        response.get(0).toInteger() == 1,
        response.get(1).toLong(),
        response.get(2).toInteger() == 1,
        new Ends(
            response.get(3).toLong(),
            response.get(4).toLong(),
            response.get(5).toLong(),
            response.get(6).toLong()),
        false);
  }

  private List<String> settlement(SettleSignIn command) {
    SignInCount count = command.count();
    return List.of(
        command.result().name().toLowerCase(Locale.ROOT),
        count.known() ? "1" : "0",
        Long.toString(count.ends().login()),
        Long.toString(count.ends().account()),
        Long.toString(count.ends().address()),
        Long.toString(count.ends().pair()),
        Long.toString(REMEMBERED.toMillis()),
        Integer.toString(ofAccount.maxMillis()),
        Integer.toString(ofAddress.maxMillis()));
  }

  private SignInCount alone(Keys keys) {
    long now = System.currentTimeMillis();
    boolean same = keys.login().equals(keys.account());
    long told = Math.max(local.wait(keys.login(), now), local.wait(keys.address(), now));
    if (told > 0 || local.wait(keys.account(), now) > 0) {
      return new SignInCount(keys, true, told, false, null, true);
    }
    var ends =
        new Ends(
            local.fail(keys.login(), ofAccount, now),
            same ? NOT_COUNTED : local.fail(keys.account(), ofAccount, now),
            local.fail(keys.address(), ofAddress, now),
            NOT_COUNTED);
    return new SignInCount(keys, false, 0, false, ends, true);
  }

  private void settleAlone(SignInCount count, Result result) {
    long now = System.currentTimeMillis();
    Keys keys = count.keys();
    Ends ends = count.ends();
    local.forgive(keys.address(), ofAddress, ends.address(), now);
    if (result == Result.SUCCEEDED) {
      local.clear(keys.login());
      local.clear(keys.account());
    } else {
      local.forgive(keys.login(), ofAccount, ends.login(), now);
      if (ends.account() != NOT_COUNTED) {
        local.forgive(keys.account(), ofAccount, ends.account(), now);
      }
    }
  }

  private static Keys keys(CountSignIn command) {
    String network = Subjects.network(command.address());
    String login =
        command.login() == null
            ? accountKey(command.account())
            : PREFIX + "login:" + Subjects.login(command.login());
    String account = command.account() == null ? login : accountKey(command.account());
    return new Keys(login, account, PREFIX + "address:" + network, pair(account, network));
  }

  private static List<String> list(Keys keys) {
    return List.of(keys.login(), keys.account(), keys.address(), keys.pair());
  }

  private static String accountKey(UUID account) {
    return PREFIX + "account:" + account;
  }

  private static String pair(String accountKey, String network) {
    return PREFIX + "pair:" + Subjects.digest(accountKey + " " + network);
  }
}
