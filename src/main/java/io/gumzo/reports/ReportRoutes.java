package io.gumzo.reports;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.reports.Reports.Add;
import io.gumzo.reports.Reports.ListAll;
import io.gumzo.reports.Reports.Reason;
import io.vertx.core.Future;

/** The operations on {@code reports} and {@code admin/reports}. */
public final class ReportRoutes implements Routes {
  private static final int PAGE = 30;

  private final Bus bus;

  public ReportRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void bind(RouteTable table) {
    table.on("reportAccount", this::add).on("listReports", this::list);
  }

  private Future<Reply> add(Call call) {
    var body = call.body();
    var command =
        new Add(
            call.account(),
            body.uuid("accountId"),
            body.text("conversationId") == null ? null : body.uuid("conversationId"),
            Reason.of(body.text("reason")),
            body.text("comment", ""));
    return bus.ask(Reports.ADD, command)
        .onSuccess(
            added ->
                Activity.of(ActivityType.ACCOUNT_REPORTED, call.account(), call.address())
                    .with("accountId", command.account())
                    .with("reportId", added.id())
                    .tell(bus))
        .map(added -> Reply.noContent());
  }

  private Future<Reports.Page> list(Call call) {
    return bus.ask(Reports.LIST, new ListAll(call.text("cursor"), call.integer("limit", PAGE)));
  }
}
