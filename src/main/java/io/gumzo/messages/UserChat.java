package io.gumzo.messages;

import io.gumzo.bus.Bus;
import io.gumzo.config.SocketsConfig;
import io.gumzo.http.Mount;
import io.gumzo.http.RefreshCookieName;
import io.gumzo.http.Requests;
import io.gumzo.http.Upgrade;
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
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The simple socket {@code /ws/userchat/{conversationId}/}: one conversation, texts in and out. Who
 * asks is told by the {@code Authorization} header, or by the browser's cookie together with an
 * {@code Origin} that is ours.
 */
public final class UserChat implements Mount {
  private static final String SCHEME = "Bearer ";

  private final Bus bus;
  private final AccessTokens tokens;
  private final Receivers receivers;
  private final SocketsConfig config;
  private final RefreshCookieName cookie;
  private final BooleanSupplier draining;

  /**
   * @param draining true when new sockets belong on another node
   */
  public UserChat(
      Bus bus,
      AccessTokens tokens,
      Receivers receivers,
      SocketsConfig config,
      RefreshCookieName cookie,
      BooleanSupplier draining) {
    this.bus = bus;
    this.tokens = tokens;
    this.receivers = receivers;
    this.config = config;
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
    Problem malformed = Upgrade.refusal(request);
    if (malformed != null) {
      context.fail(malformed);
      return;
    }
    if (draining.getAsBoolean()) {
      context.fail(Problem.unavailable("this node drains"));
      return;
    }
    UUID conversation = uuid(context.pathParam("conversationId"));
    request.pause();
    authenticate(context)
        .compose(
            principal ->
                Upgrade.accept(request).onSuccess(socket -> open(socket, principal, conversation)))
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
          ? tokens.verify(header.substring(SCHEME.length()).strip())
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
        : bus.ask(CheckRefreshToken.COMMAND, new CheckRefreshToken(refreshToken));
  }

  /** Who is not a member is let in first: a browser shows no answer to a refused upgrade. */
  private void open(ServerWebSocket socket, Principal principal, UUID conversation) {
    var session = new UserChatSession(socket, bus, receivers, config, principal, conversation);
    bus.ask(CheckMember.COMMAND, new CheckMember(conversation, principal.account()))
        .onSuccess(member -> open(session, principal))
        .onFailure(session::refuse);
  }

  /** Who was signed out before the session was there to be told is found here. */
  private void open(UserChatSession session, Principal principal) {
    session.open();
    if (tokens.hasEnded(principal)) {
      session.close(CloseCode.REVOKED);
    }
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      throw Problem.invalid("conversationId", "format", "must be a UUID");
    }
  }
}
