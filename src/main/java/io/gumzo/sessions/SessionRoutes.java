package io.gumzo.sessions;

import io.gumzo.accounts.CheckCredentials;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.config.HttpConfig;
import io.gumzo.config.TokensConfig;
import io.gumzo.http.Call;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.json.Fields;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import java.util.UUID;

/** The operations on {@code sessions} and {@code me/sessions}. */
public final class SessionRoutes implements Routes {
  private static final String CURRENT = "/api/v1/sessions/current";

  private final Bus bus;
  private final RefreshCookie cookie;

  public SessionRoutes(Bus bus, HttpConfig http, TokensConfig tokens) {
    this.bus = bus;
    this.cookie = new RefreshCookie(http, tokens);
  }

  @Override
  public void bind(RouteTable table) {
    table
        .on("signIn", this::signIn)
        .on("refreshSession", this::refresh)
        .on("signOut", this::signOut)
        .on(
            "listSessions",
            call -> bus.ask(ListSessions.COMMAND, new ListSessions(call.principal())))
        .on("revokeSession", this::revoke)
        .on("revokeOtherSessions", this::revokeOthers);
  }

  private Future<Reply> signIn(Call call) {
    Fields body = call.body();
    boolean inCookie = "cookie".equals(body.text("refreshIn", "body"));
    if (inCookie && !call.sameOrigin()) {
      return foreign();
    }
    var command =
        new SignIn(
            login(call),
            body.text("password"),
            body.text("code"),
            call.address(),
            call.header("User-Agent"));
    return bus.ask(SignIn.COMMAND, command)
        .onSuccess(
            session ->
                Activity.of(ActivityType.SIGNED_IN, session.account().id(), call.address())
                    .tell(bus))
        .onFailure(failure -> tellFailed(call, failure))
        .map(session -> reply(Reply.created(CURRENT, session), call, session, inCookie));
  }

  private Future<Reply> refresh(Call call) {
    String given = call.body().text("refreshToken");
    boolean inCookie = given == null;
    if (inCookie && !call.sameOrigin()) {
      return foreign();
    }
    String token = inCookie ? cookie.value(call) : given;
    if (token == null || token.isEmpty()) {
      return Future.failedFuture(
          Problem.of(ProblemType.UNAUTHENTICATED, "there is no refresh token"));
    }
    return bus.ask(
            RefreshSession.COMMAND,
            new RefreshSession(
                token, call.body().uuid("accountId"), call.address(), call.header("User-Agent")))
        .map(session -> reply(Reply.ok(session), call, session, inCookie));
  }

  private Future<Reply> signOut(Call call) {
    return bus.ask(SignOut.COMMAND, new SignOut(call.principal()))
        .onSuccess(done -> tell(call, ActivityType.SIGNED_OUT))
        .map(
            done ->
                cookie.isOfAnother(call, call.principal().signIn())
                    ? Reply.noContent()
                    : Reply.noContent().with(cookie.cleared(call)));
  }

  private Future<Reply> revoke(Call call) {
    UUID session = call.uuid("sessionId");
    return bus.ask(RevokeSession.COMMAND, new RevokeSession(call.account(), session))
        .onSuccess(
            done ->
                Activity.of(ActivityType.SESSION_REVOKED, call.account(), call.address())
                    .with("sessionId", session)
                    .tell(bus))
        .map(done -> Reply.noContent());
  }

  private Future<Reply> revokeOthers(Call call) {
    return bus.ask(RevokeOtherSessions.COMMAND, new RevokeOtherSessions(call.principal()))
        .onSuccess(done -> tell(call, ActivityType.OTHER_SESSIONS_REVOKED))
        .map(done -> Reply.noContent());
  }

  private void tell(Call call, ActivityType type) {
    Activity.of(type, call.account(), call.address()).tell(bus);
  }

  private static String login(Call call) {
    return CheckCredentials.normalised(call.body().text("login"));
  }

  private void tellFailed(Call call, Throwable failure) {
    Activity.byLogin(ActivityType.SIGN_IN_FAILED, login(call), call.address())
        .with("problem", Problem.from(failure).type().slug())
        .tell(bus);
  }

  private Reply reply(Reply whole, Call call, Session session, boolean inCookie) {
    return inCookie
        ? new Reply(
                whole.status(), session.withoutRefreshToken(), whole.location(), whole.cookies())
            .with(cookie.of(call, session.refreshToken()))
        : whole;
  }

  /** Another site's page must neither use a browser's cookie nor plant one. */
  private static Future<Reply> foreign() {
    return Future.failedFuture(
        Problem.of(ProblemType.FORBIDDEN, "the request comes from a page of another origin"));
  }
}
