package io.gumzo.http;

import io.gumzo.config.HttpConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is watched of every connection of a node: how long its requests take to come, how they are
 * framed, and how many one address has. Of IPv6 addresses the first 64 bits count. Shared by all
 * event loops.
 */
public final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final String DECODER = "httpDecoder";
  private static final String HANDLER = "handler";

  private final Map<Object, Integer> byAddress = new ConcurrentHashMap<>();
  private final Seldom warnings = new Seldom(Duration.ofMinutes(1));
  private final TrustedProxies proxies;
  private final MeterRegistry registry;
  private final RequestDeadline.Limits limits;
  private final int most;

  Connections(HttpConfig config, MeterRegistry registry) {
    this.proxies = new TrustedProxies(config.trustedProxies());
    this.registry = registry;
    this.most = config.connectionsPerAddress();
    this.limits =
        new RequestDeadline.Limits(
            Duration.ofSeconds(config.headSeconds()),
            Duration.ofSeconds(config.bodySeconds()),
            this::closed);
  }

  /** To be told of each new connection of a server, on its event loop. */
  public void watch(HttpConnection connection) {
    Channel channel = ((ConnectionBase) connection).channel();
    if (!isWithinLimit(channel)) {
      connection.close();
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    if (pipeline.get(DECODER) != null) {
      var deadline = new RequestDeadline(limits, connection);
      pipeline.addFirst(deadline);
      pipeline.addBefore(HANDLER, null, new Framing(deadline));
    }
  }

  /** A connection that has become a socket has no more requests. It still counts. */
  static void isSocket(ChannelPipeline pipeline) {
    if (pipeline.get(RequestDeadline.class) != null) {
      pipeline.remove(RequestDeadline.class);
      pipeline.remove(Framing.class);
    }
  }

  private boolean isWithinLimit(Channel channel) {
    if (most == 0
        || !(channel.remoteAddress() instanceof InetSocketAddress peer)
        || peer.getAddress().isLoopbackAddress()
        || proxies.trust(peer.getAddress().getHostAddress())) {
      return true;
    }
    Object network = network(peer.getAddress());
    int now = byAddress.merge(network, 1, Integer::sum);
    channel
        .closeFuture()
        .addListener(
            closed -> byAddress.compute(network, (key, count) -> count == 1 ? null : count - 1));
    if (now <= most) {
      return true;
    }
    closed("address");
    if (warnings.isDue()) {
      LOG.warn(
          "{} has {} connections, as many as http.connectionsPerAddress allows: more are closed."
              + " If it is a proxy, add it to http.trustedProxies.",
          peer.getAddress().getHostAddress(),
          most);
    }
    return false;
  }

  private static Object network(InetAddress address) {
    return address instanceof Inet6Address
        ? ByteBuffer.wrap(address.getAddress()).getLong()
        : address;
  }

  private void closed(String reason) {
    registry.counter("gumzo.http.connections.closed", "reason", reason).increment();
  }
}
