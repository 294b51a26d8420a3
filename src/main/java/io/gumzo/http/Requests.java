package io.gumzo.http;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.config.HttpConfig;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * The first handler of every request: gives it an id, works out from where it came, and has it
 * timed. What a proxy says counts only when the proxy is trusted. Shared by all event loops.
 */
public final class Requests implements Handler<RoutingContext> {
  static final String PRINCIPAL = "gumzo.principal";
  static final String ID_HEADER = "X-Request-Id";
  private static final String ID = "gumzo.requestId";
  private static final String SOURCE = "gumzo.source";
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private record Source(String address, boolean secure, Origins origins) {}

  private final TrustedProxies proxies;
  private final Origins origins;
  private final UnnamedProxy unnamed = new UnnamedProxy();
  private final RequestMetrics metrics;

  Requests(HttpConfig config, RequestMetrics metrics) {
    this.metrics = metrics;
    this.proxies = new TrustedProxies(config.trustedProxies());
    this.origins = new Origins(config);
  }

  @Override
  public void handle(RoutingContext context) {
    metrics.watch(context);
    String id = newId();
    context.put(ID, id);
    context.response().putHeader(ID_HEADER, id);
    context.put(SOURCE, source(context.request()));
    context.next();
  }

  static String newId() {
    return UuidCreator.getTimeOrderedEpochFast().toString();
  }

  public static String id(RoutingContext context) {
    return context.get(ID);
  }

  /** The caller's IP address. */
  public static String address(RoutingContext context) {
    return context.<Source>get(SOURCE).address();
  }

  public static boolean secure(RoutingContext context) {
    return context.<Source>get(SOURCE).secure();
  }

  /**
   * True without an {@code Origin}, with our own one, or with one that the configuration allows.
   */
  public static boolean sameOrigin(RoutingContext context) {
    Source source = context.get(SOURCE);
    return source.origins().isOurs(context.request(), source.secure());
  }

  private Source source(HttpServerRequest request) {
    String peer = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    if (!proxies.trust(peer)) {
      unnamed.watch(request, peer, FORWARDED_FOR);
      return new Source(peer, request.isSSL(), origins);
    }
    boolean secure =
        request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    String address = proxies.origin(request.headers().getAll(FORWARDED_FOR), peer);
    return new Source(address, secure, origins);
  }
}
