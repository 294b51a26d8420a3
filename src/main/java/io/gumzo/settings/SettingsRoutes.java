package io.gumzo.settings;

import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;

/** The operations on {@code /me/settings}. */
public final class SettingsRoutes implements Routes {
  private final Bus bus;

  public SettingsRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void bind(RouteTable table) {
    table
        .on("getSettings", call -> bus.ask(GetSettings.COMMAND, new GetSettings(call.account())))
        .on("changeSettings", this::change);
  }

  private Future<StoredSettings> change(Call call) {
    var command = new ChangeSettings(call.account(), call.body().json());
    return bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.CHANGE_SETTINGS, call.account()))
        .compose(taken -> bus.ask(ChangeSettings.COMMAND, command));
  }
}
