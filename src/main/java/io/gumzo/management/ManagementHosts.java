package io.gumzo.management;

import io.gumzo.config.ManagementConfig;
import io.gumzo.http.Seldom;
import io.netty.util.NetUtil;
import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses names that this port is not known by. A page of a foreign site may have its own name lead
 * to this machine (DNS rebinding), and would then read what is served here; it cannot change the
 * {@code Host} that its browser sends. Probes and scrapers ask by address, or by a name that {@code
 * management.allowedHosts} lists.
 */
final class ManagementHosts implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementHosts.class);

  private final Seldom warnings = new Seldom(Duration.ofMinutes(1));
  private final ManagementConfig config;

  ManagementHosts(ManagementConfig config) {
    this.config = config;
  }

  @Override
  public void handle(RoutingContext context) {
    HostAndPort asked = context.request().authority();
    // HTTP/1.0 has none, and no browser speaks it.
    if (asked == null || isKnown(asked.host().toLowerCase(Locale.ROOT))) {
      context.next();
      return;
    }
    if (warnings.isDue()) {
      LOG.warn(
          "The management port was asked as '{}' and refused. Where that is a name of it, add it to"
              + " management.allowedHosts.",
          asked.host());
    }
    context
        .response()
        .setStatusCode(403)
        .putHeader("Content-Type", "text/plain")
        .end("This name is not in management.allowedHosts\n");
  }

  private boolean isKnown(String host) {
    return isAddress(host)
        || host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equalsIgnoreCase(config.host())
        || config.allowedHosts().stream().anyMatch(allowed -> matches(allowed, host));
  }

  private static boolean matches(String allowed, String host) {
    return allowed.startsWith("*.") ? host.endsWith(allowed.substring(1)) : host.equals(allowed);
  }

  private static boolean isAddress(String host) {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }
}
