package io.gumzo.leaving;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.Download;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.sessions.ProveIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The operations {@code exportMyData} and {@code deleteMe}. */
public final class LeavingRoutes implements Routes {
  private final Vertx vertx;
  private final Bus bus;

  public LeavingRoutes(Vertx vertx, Bus bus) {
    this.vertx = vertx;
    this.bus = bus;
  }

  @Override
  public void bind(RouteTable table) {
    table.on("exportMyData", this::export).on("deleteMe", this::delete);
  }

  private Future<Reply> export(Call call) {
    return bus.ask(BeginExport.COMMAND, new BeginExport(proof(call)))
        .onSuccess(files -> tell(call, ActivityType.DATA_EXPORTED))
        .map(
            files ->
                Reply.ok(
                    new Download(
                        "application/zip",
                        "gumzo-export.zip",
                        new Export(vertx, bus, call.account(), files.names())::to)));
  }

  private Future<Reply> delete(Call call) {
    boolean messagesToo = "remove".equals(call.body().text("messages"));
    return bus.ask(DeleteMe.COMMAND, new DeleteMe(proof(call), messagesToo))
        .onSuccess(done -> tell(call, ActivityType.ACCOUNT_DELETED))
        .map(done -> Reply.noContent());
  }

  private void tell(Call call, ActivityType type) {
    Activity.of(type, call.account(), call.address()).tell(bus);
  }

  private static ProveIdentity proof(Call call) {
    return new ProveIdentity(
        call.account(), call.body().text("password"), call.body().text("code"), call.address());
  }
}
