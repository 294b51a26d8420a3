package io.gumzo.sockets;

import io.gumzo.bus.Bus;
import io.gumzo.config.SocketsConfig;
import io.gumzo.http.Mount;
import io.gumzo.http.Requests;
import io.gumzo.http.Upgrade;
import io.gumzo.http.Upgraded;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.AccessTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Accepts {@code /api/v1/socket} on every event loop and keeps the sessions of each. */
public final class Sockets implements Mount {
  private static final String PATH = "/api/v1/socket";
  private static final String PROTOCOL = "gumzo.v1";

  /** For the client's answer to a close frame; then the connection is cut. */
  private static final int CLOSING_SECONDS = 5;

  private final SessionSupport support;
  private final SocketMetrics metrics;
  private final SessionLoops loops = new SessionLoops();
  private volatile boolean draining;

  /**
   * @param capabilities the frames that they serve; must be those of the contract
   */
  public Sockets(
      Bus bus,
      AccessTokens tokens,
      SocketsConfig config,
      List<Frames> capabilities,
      Receivers receivers,
      MeterRegistry registry) {
    var table = new FrameTable();
    capabilities.forEach(each -> each.bind(table));
    var contract = new FrameContract();
    Set<String> served = new HashSet<>(table.types());
    served.addAll(Set.of(SessionSupport.AUTHENTICATE, SessionSupport.PING));
    contract.mustMatch(served);
    this.metrics = new SocketMetrics(registry, receivers);
    this.support =
        new SessionSupport(
            bus,
            tokens,
            config,
            contract,
            table,
            new SessionSupport.SocketSurroundings(
                receivers, new Admission(), metrics, loops::remove));
  }

  /** What the server that listens must be told for the sockets' sake. */
  public static HttpServerOptions options(SocketsConfig config) {
    return new HttpServerOptions()
        .setWebSocketSubProtocols(List.of(PROTOCOL))
        .setMaxWebSocketFrameSize(config.mostReadBytes())
        .setMaxWebSocketMessageSize(config.mostReadBytes())
        .setWebSocketClosingTimeout(CLOSING_SECONDS)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setTcpNoDelay(true);
  }

  @Override
  public void on(Router router) {
    router.get(PATH).handler(this::accept);
    router
        .route(PATH)
        .handler(
            context -> {
              context.response().putHeader("Allow", "GET");
              context.fail(Problem.of(ProblemType.METHOD_NOT_ALLOWED));
            });
  }

  /** True when new sockets belong on another node. */
  public boolean isDraining() {
    return draining;
  }

  AccessTokens tokens() {
    return support.tokens();
  }

  SocketMetrics metrics() {
    return metrics;
  }

  /** From now on nobody is accepted. */
  void beginDraining() {
    draining = true;
  }

  void closeAll(CloseCode code) {
    loops.forEach(session -> session.close(code));
  }

  private void accept(RoutingContext context) {
    Problem refusal = refusal(context);
    if (refusal != null) {
      context.fail(refusal);
      return;
    }
    Upgrade.accept(context.request(), PROTOCOL, support.config().mostReadBytes())
        .onSuccess(upgraded -> open(context, upgraded))
        .onFailure(context::fail);
  }

  private void open(RoutingContext context, Upgraded upgraded) {
    SessionLoops.Loop loop = loops.current(context.vertx());
    var wire = new Wire(upgraded.connection(), loop.flusher());
    var session = new Session(upgraded.socket(), wire, loop.context(), support);
    upgraded.onBreach(breach -> session.close(CloseCode.of(breach)));
    loop.sessions().add(session);
    session.open();
  }

  /** Null when it may come in. */
  private Problem refusal(RoutingContext context) {
    Problem malformed = Upgrade.refusal(context);
    if (malformed != null) {
      return malformed;
    }
    if (!Upgrade.offers(context.request(), PROTOCOL)) {
      return Problem.invalid("Sec-WebSocket-Protocol", "protocol", "want " + PROTOCOL);
    }
    if (!Requests.sameOrigin(context)) {
      return Problem.of(ProblemType.FORBIDDEN, "this origin is not allowed");
    }
    return draining ? Problem.unavailable("this node drains") : null;
  }
}
