package io.gumzo.details;

import io.gumzo.accounts.AccountRules;
import io.gumzo.accounts.Me;
import io.gumzo.accounts.SignUp;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.mail.Language;
import io.gumzo.problem.FieldError;
import io.gumzo.sessions.ProveIdentity;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The operations {@code updateMe} and those on {@code email-change}. */
public final class DetailsRoutes implements Routes {
  private final Bus bus;

  public DetailsRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void bind(RouteTable table) {
    table
        .on("updateMe", this::update, DetailsRoutes::brokenRules)
        .on(
            "getEmailChange",
            call -> bus.ask(EmailChange.Get.COMMAND, new EmailChange.Get(call.account())))
        .on("requestEmailChange", this::request, DetailsRoutes::brokenRules)
        .on("cancelEmailChange", this::cancel)
        .on("confirmEmailChange", this::confirm)
        .on("undoEmailChange", this::undo);
  }

  private Future<Me> update(Call call) {
    var body = call.body();
    return bus.ask(
        UpdateMe.COMMAND,
        new UpdateMe(
            proof(call), body.text("username"), body.text("firstName"), body.text("lastName")));
  }

  private static Future<List<FieldError>> brokenRules(Call call, JsonObject body) {
    var person =
        new SignUp(
            text(body, "firstName"),
            text(body, "lastName"),
            text(body, "email"),
            text(body, "username"),
            "");
    return Future.succeededFuture(AccountRules.brokenBeyondContract(person));
  }

  private Future<EmailChange> request(Call call) {
    return bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.SEND_MAIL, call.account()))
        .compose(
            taken ->
                bus.ask(
                    EmailChange.Request.COMMAND,
                    new EmailChange.Request(
                        proof(call), call.body().text("email"), language(call))))
        .onSuccess(waits -> tell(call, ActivityType.EMAIL_CHANGE_REQUESTED));
  }

  private Future<Reply> cancel(Call call) {
    return bus.ask(EmailChange.Cancel.COMMAND, new EmailChange.Cancel(call.account()))
        .onSuccess(cancelled -> tell(call, ActivityType.EMAIL_CHANGE_CANCELLED))
        .map(cancelled -> Reply.noContent());
  }

  private Future<Reply> confirm(Call call) {
    return use(call)
        .compose(
            taken ->
                bus.ask(
                    EmailChange.Confirm.COMMAND,
                    new EmailChange.Confirm(call.body().text("token"), language(call))))
        .map(confirmed -> Reply.noContent());
  }

  private Future<EmailChange.Undone> undo(Call call) {
    return use(call)
        .compose(
            taken ->
                bus.ask(EmailChange.Undo.COMMAND, new EmailChange.Undo(call.body().text("token"))));
  }

  private Future<Void> use(Call call) {
    return bus.ask(TakeToken.COMMAND, TakeToken.from(Limit.USE_LINK, call.address()));
  }

  private void tell(Call call, ActivityType type) {
    Activity.of(type, call.account(), call.address()).tell(bus);
  }

  private static Language language(Call call) {
    return Language.of(call.header("Accept-Language"));
  }

  private static String text(JsonObject body, String field) {
    return body.getValue(field) instanceof String text ? text : "";
  }

  private static ProveIdentity proof(Call call) {
    return new ProveIdentity(
        call.account(), call.body().text("password"), call.body().text("code"), call.address());
  }
}
