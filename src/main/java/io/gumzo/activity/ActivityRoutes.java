package io.gumzo.activity;

import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.vertx.core.Future;

/** The operations on {@code admin/activity} and {@code admin/errors}. */
public final class ActivityRoutes implements Routes {
  private static final int PAGE = 50;

  private final Bus bus;

  public ActivityRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void bind(RouteTable table) {
    table.on("listActivity", this::activity).on("listErrors", this::errors);
  }

  private Future<ListActivity.Page> activity(Call call) {
    return bus.ask(
        ListActivity.COMMAND,
        new ListActivity(
            call.text("type"), call.text("account"), range(call), place(call), limit(call)));
  }

  private Future<ListErrors.Page> errors(Call call) {
    return bus.ask(
        ListErrors.COMMAND,
        new ListErrors(call.text("level"), range(call), place(call), limit(call)));
  }

  private static Range range(Call call) {
    return Range.of(call.text("from"), call.text("to"));
  }

  private static Place place(Call call) {
    return Place.of(call.text("cursor"), call.number("after"));
  }

  private static int limit(Call call) {
    return call.integer("limit", PAGE);
  }
}
