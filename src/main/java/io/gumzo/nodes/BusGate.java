package io.gumzo.nodes;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before whoever connects to the event bus's port: bounds the connections of one address,
 * and each of their messages.
 */
final class BusGate extends ChannelInboundHandlerAdapter {
  /** Each node of a machine has one connection to each other node. */
  static final int MOST_PER_ADDRESS = 64;

  private static final Logger LOG = LoggerFactory.getLogger(BusGate.class);

  private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    var child = (Channel) accepted;
    // Gone already, or not of TCP.
    if (!(child.remoteAddress() instanceof InetSocketAddress peer)) {
      context.fireChannelRead(accepted);
      return;
    }
    InetAddress address = peer.getAddress();
    if (open.merge(address, 1, Integer::sum) > MOST_PER_ADDRESS) {
      left(address);
      LOG.warn("Refused a connection to the event bus: {} has {}", address, MOST_PER_ADDRESS);
      child.unsafe().closeForcibly();
      return;
    }
    child.closeFuture().addListener(closed -> left(address));
    child.pipeline().addLast("bus-bound", new BusBound());
    context.fireChannelRead(accepted);
  }

  private void left(InetAddress address) {
    open.computeIfPresent(address, (same, count) -> count > 1 ? count - 1 : null);
  }
}
