package io.gumzo.messages;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.http.Mount;
import io.gumzo.http.RefreshCookieName;
import io.gumzo.http.Requests;
import io.gumzo.http.Upgrade;
import io.gumzo.http.Upgraded;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sockets.CloseCode;
import io.gumzo.sockets.Receivers;
import io.gumzo.streams.CheckMember;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.CheckRefreshToken;
import io.gumzo.tokens.Principal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The simple socket {@code /ws/userchat/{conversationId}/}: one conversation, texts in and out. Who
 * asks is told by the {@code Authorization} header, or by the browser's cookie together with an
 * {@code Origin} that is ours.
 */
public final class UserChat implements Mount {
  private static final String SCHEME = "Bearer ";

  private final UserChatSupport support;
  private final RefreshCookieName cookie;
  private final BooleanSupplier draining;

  /**
   * @param draining true when new sockets belong on another node
   */
  public UserChat(
      Bus bus,
      AccessTokens tokens,
      Receivers receivers,
      GumzoConfig config,
      RefreshCookieName cookie,
      BooleanSupplier draining) {
    this.support =
        new UserChatSupport(
            bus, tokens, receivers, config.sockets(), config.messages().recentAtOnce());
    this.cookie = cookie;
    this.draining = draining;
  }

  @Override
  public void on(Router router) {
    router.get("/ws/userchat/:conversationId/").handler(this::accept);
    router.get("/ws/userchat/:conversationId").handler(this::accept);
  }

  private void accept(RoutingContext context) {
    HttpServerRequest request = context.request();
    Problem malformed = Upgrade.refusal(context);
    if (malformed != null) {
      context.fail(malformed);
      return;
    }
    if (draining.getAsBoolean()) {
      context.fail(Problem.unavailable("this node drains"));
      return;
    }
    UUID conversation = uuid(context.pathParam("conversationId"));
    Long after = after(context.queryParam("after"));
    boolean byToken = request.getHeader("Authorization") != null;
    request.pause();
    authenticate(context)
        .compose(
            principal ->
                Upgrade.accept(request, null, support.config().mostReadBytes())
                    .onSuccess(
                        upgraded ->
                            open(
                                upgraded,
                                new UserChatGuest(principal, byToken),
                                new UserChatStart(
                                    support, principal.account(), conversation, after))))
        .onFailure(
            failure -> {
              request.resume();
              context.fail(failure);
            });
  }

  private Future<Principal> authenticate(RoutingContext context) {
    String header = context.request().getHeader("Authorization");
    if (header != null) {
      return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
          ? support.tokens().verify(header.substring(SCHEME.length()).strip())
          : Future.failedFuture(Problem.of(ProblemType.UNAUTHENTICATED));
    }
    if (context.request().getHeader("Cookie") == null) {
      return Future.failedFuture(Problem.of(ProblemType.UNAUTHENTICATED));
    }
    // A page of another site can open a socket with the cookie: only the Origin tells it apart.
    if (context.request().getHeader("Origin") == null || !Requests.sameOrigin(context)) {
      return Future.failedFuture(Problem.of(ProblemType.FORBIDDEN, "this origin is not allowed"));
    }
    String refreshToken = cookie.value(context);
    return refreshToken == null
        ? Future.failedFuture(Problem.of(ProblemType.UNAUTHENTICATED))
        : support.bus().ask(CheckRefreshToken.COMMAND, new CheckRefreshToken(refreshToken));
  }

  /** Who is not a member is let in first: a browser shows no answer to a refused upgrade. */
  private void open(Upgraded upgraded, UserChatGuest guest, UserChatStart start) {
    var session = new UserChatSession(upgraded.socket(), support, guest, start);
    upgraded.onBreach(breach -> session.close(CloseCode.of(breach)));
    support
        .bus()
        .ask(CheckMember.COMMAND, new CheckMember(start.conversation(), session.account()))
        .onSuccess(member -> session.open())
        .onFailure(session::refuse);
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      throw Problem.invalid("conversationId", "format", "must be a UUID");
    }
  }

  /** Null for none. */
  private static Long after(List<String> values) {
    if (values.isEmpty()) {
      return null;
    }
    String value = values.getFirst();
    if (values.size() > 1 || !value.matches("[0-9]{1,15}")) {
      throw Problem.invalid("after", "format", "must be the number of a message, or 0");
    }
    return Long.valueOf(value);
  }
}
