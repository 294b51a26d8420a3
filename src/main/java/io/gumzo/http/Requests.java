package io.gumzo.http;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.config.HttpConfig;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The first handler of every request: gives it an id, works out from where it came, and has it
 * timed. What a proxy says counts only when the proxy is trusted.
 */
public final class Requests implements Handler<RoutingContext> {
  static final String PRINCIPAL = "gumzo.principal";
  static final String ID_HEADER = "X-Request-Id";
  private static final String ID = "gumzo.requestId";
  private static final String ORIGIN = "gumzo.origin";

  private record Source(String address, boolean secure, boolean sameOrigin) {}

  private final List<IpSubnetFilterRule> trustedProxies;
  private final Set<String> allowedOrigins;
  private final String publicOrigin;
  private final RequestMetrics metrics;

  Requests(HttpConfig config, RequestMetrics metrics) {
    this.metrics = metrics;
    this.trustedProxies = config.trustedProxies().stream().map(Requests::network).toList();
    this.allowedOrigins = Set.copyOf(config.allowedOrigins());
    this.publicOrigin = origin(config.publicUrl());
  }

  @Override
  public void handle(RoutingContext context) {
    metrics.watch(context);
    String id = newId();
    context.put(ID, id);
    context.response().putHeader(ID_HEADER, id);
    context.put(ORIGIN, source(context.request()));
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
    return context.<Source>get(ORIGIN).address();
  }

  public static boolean secure(RoutingContext context) {
    return context.<Source>get(ORIGIN).secure();
  }

  /**
   * True without an {@code Origin}, with our own one, or with one that the configuration allows.
   */
  public static boolean sameOrigin(RoutingContext context) {
    return context.<Source>get(ORIGIN).sameOrigin();
  }

  private Source source(HttpServerRequest request) {
    String peer = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    boolean proxied = isTrusted(peer);
    boolean secure =
        request.isSSL()
            || proxied && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    String address = proxied ? forwardedFor(request, peer) : peer;
    return new Source(address, secure, isOurs(request, request.getHeader("Origin"), secure));
  }

  private boolean isOurs(HttpServerRequest request, String origin, boolean secure) {
    return origin == null
        || origin.equals((secure ? "https://" : "http://") + request.getHeader("Host"))
        || origin.equals(publicOrigin)
        || allowedOrigins.contains(origin);
  }

  /**
   * The last address in the list that is not a trusted proxy: what stands before it may be forged.
   * A proxy may add to the header that came or put one of its own behind it: all of them are one
   * list (RFC 9110, 5.3).
   */
  private String forwardedFor(HttpServerRequest request, String peer) {
    List<String> headers = request.headers().getAll("X-Forwarded-For");
    if (headers.isEmpty()) {
      return peer;
    }
    List<String> hops = List.of(String.join(",", headers).split("\\s*,\\s*", -1));
    for (int index = hops.size() - 1; index >= 0; index--) {
      String hop = hops.get(index).strip();
      if (!isAddress(hop)) {
        return peer;
      }
      if (!isTrusted(hop)) {
        return hop;
      }
    }
    return peer;
  }

  private boolean isTrusted(String address) {
    if (trustedProxies.isEmpty() || !isAddress(address)) {
      return false;
    }
    var socket = new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(address), 0);
    return trustedProxies.stream().anyMatch(network -> network.matches(socket));
  }

  private static boolean isAddress(String text) {
    return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
  }

  /**
   * @param network an address, or an address with the length of its prefix: {@code 10.0.0.0/8}
   */
  private static IpSubnetFilterRule network(String network) {
    int slash = network.indexOf('/');
    String address = slash < 0 ? network : network.substring(0, slash);
    int whole = address.indexOf(':') < 0 ? 32 : 128;
    int prefix = slash < 0 ? whole : Integer.parseInt(network.substring(slash + 1));
    return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
  }

  private static String origin(String url) {
    if (url.isEmpty()) {
      return "";
    }
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
