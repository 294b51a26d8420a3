package io.gumzo.sessions;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.vertx.core.Future;

/** The operations on {@code me/two-factor}. */
public final class TwoFactorRoutes implements Routes {
  private final Bus bus;

  public TwoFactorRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void bind(RouteTable table) {
    table
        .on("getTwoFactor", call -> bus.ask(GetTwoFactor.COMMAND, new GetTwoFactor(call.account())))
        .on("beginTwoFactor", this::begin)
        .on(
            "confirmTwoFactor",
            call ->
                bus.ask(
                        ConfirmTwoFactor.COMMAND,
                        new ConfirmTwoFactor(call.account(), call.body().text("code")))
                    .onSuccess(codes -> tell(call, ActivityType.TWO_FACTOR_ENABLED)))
        .on(
            "disableTwoFactor",
            call ->
                bus.ask(DisableTwoFactor.COMMAND, new DisableTwoFactor(proof(call)))
                    .onSuccess(done -> tell(call, ActivityType.TWO_FACTOR_DISABLED))
                    .map(done -> Reply.noContent()))
        .on(
            "newRecoveryCodes",
            call ->
                bus.ask(NewRecoveryCodes.COMMAND, new NewRecoveryCodes(proof(call)))
                    .onSuccess(codes -> tell(call, ActivityType.RECOVERY_CODES_REPLACED)));
  }

  private Future<BeginTwoFactor.Begun> begin(Call call) {
    return bus.ask(
        BeginTwoFactor.COMMAND,
        new BeginTwoFactor(call.account(), call.body().text("password"), call.address()));
  }

  private void tell(Call call, ActivityType type) {
    Activity.of(type, call.account(), call.address()).tell(bus);
  }

  private static ProveIdentity proof(Call call) {
    return new ProveIdentity(
        call.account(), call.body().text("password"), call.body().text("code"), call.address());
  }
}
