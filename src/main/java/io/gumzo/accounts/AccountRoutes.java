package io.gumzo.accounts;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The operations on {@code accounts} and {@code me}. */
public final class AccountRoutes implements Routes {
  private static final int PAGE = 30;
  private static final int LONGEST_TOKEN = 200;

  private final Bus bus;

  public AccountRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void bind(RouteTable table) {
    table
        .on("signUp", this::signUp, this::brokenRules)
        .on("listAccounts", this::list)
        .on(
            "getAccountByUsername",
            call ->
                bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.SEARCH_PEOPLE, call.account()))
                    .compose(
                        taken ->
                            bus.ask(FindUsername.COMMAND, new FindUsername(call.part("username")))))
        .on(
            "getAccount",
            call -> bus.ask(GetAccount.COMMAND, new GetAccount(call.uuid("accountId"))))
        .on("getMe", call -> bus.ask(GetMe.COMMAND, new GetMe(call.account())));
    new PasswordRoutes(bus).bind(table);
  }

  /** Only a sign-up that breaks no rule counts against the new accounts of an address. */
  private Future<Reply> signUp(Call call) {
    JsonObject body = call.body().json();
    return brokenRules(call, body)
        .compose(
            broken ->
                broken.isEmpty()
                    ? bus.ask(TakeToken.COMMAND, TakeToken.from(Limit.SIGN_UP, call.address()))
                    : Future.failedFuture(Problem.invalid(broken)))
        .compose(taken -> bus.ask(SignUp.COMMAND, command(call, body)))
        .onSuccess(me -> Activity.of(ActivityType.SIGNED_UP, me.id(), call.address()).tell(bus))
        .map(me -> Reply.created("/api/v1/accounts/" + me.id(), me));
  }

  private Future<List<FieldError>> brokenRules(Call call, JsonObject body) {
    return bus.ask(TakeToken.COMMAND, TakeToken.from(Limit.CHECK_SIGN_UP, call.address()))
        .compose(taken -> bus.ask(CheckSignUp.COMMAND, new CheckSignUp(command(call, body))))
        .map(CheckSignUp.Broken::rules);
  }

  private static SignUp command(Call call, JsonObject body) {
    return new SignUp(
        textOrEmpty(body, "firstName"),
        textOrEmpty(body, "lastName"),
        textOrEmpty(body, "email"),
        textOrEmpty(body, "username"),
        textOrEmpty(body, "password"),
        PasswordRoutes.language(call),
        invitation(body),
        body.getValue("displayName") instanceof String name ? name : null);
  }

  /** One that breaks the contract is told by its rule, not looked for. */
  private static String invitation(JsonObject body) {
    return body.getValue("invitation") instanceof String text
            && !text.isEmpty()
            && text.length() <= LONGEST_TOKEN
        ? text
        : null;
  }

  private static String textOrEmpty(JsonObject body, String field) {
    return body.getValue(field) instanceof String text ? text : "";
  }

  private Future<AccountPage> list(Call call) {
    var ask =
        new FindAccounts(
            call.account(), call.text("query"), call.text("cursor"), call.integer("limit", PAGE));
    Future<Void> allowed =
        ask.query() == null || ask.query().isBlank()
            ? Future.succeededFuture()
            : bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.SEARCH_PEOPLE, call.account()));
    return allowed.compose(taken -> bus.ask(FindAccounts.COMMAND, ask));
  }
}
