package io.gumzo.nodes;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads along with one connection of the event bus, whose messages each begin with their length in
 * four bytes, and closes it at the first length that no node sends: Vert.x would collect as much as
 * was announced.
 */
final class BusBound extends ChannelInboundHandlerAdapter {
  /** A frame, and what the event bus writes around it. */
  static final int MOST_BYTES = Frame.MOST_BYTES + (64 << 10);

  private static final Logger LOG = LoggerFactory.getLogger(BusBound.class);
  private static final int LENGTH_BYTES = 4;

  private int length;
  private int lengthBytes;
  private int left;
  private boolean refused;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refused || message instanceof ByteBuf bytes && !follow(bytes)) {
      ReferenceCountUtil.release(message);
      refuse(context);
    } else {
      context.fireChannelRead(message);
    }
  }

  /** False at a length out of bounds. */
  private boolean follow(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex()) {
      if (left > 0) {
        int step = Math.min(left, bytes.writerIndex() - at);
        left -= step;
        at += step;
      } else {
        length = length << Byte.SIZE | bytes.getUnsignedByte(at++);
        if (++lengthBytes == LENGTH_BYTES) {
          if (length <= 0 || length > MOST_BYTES) {
            return false;
          }
          left = length;
          length = 0;
          lengthBytes = 0;
        }
      }
    }
    return true;
  }

  private void refuse(ChannelHandlerContext context) {
    if (!refused) {
      refused = true;
      LOG.warn(
          "Closed a connection to the event bus: {} announced a message of {} bytes",
          context.channel().remoteAddress(),
          Integer.toUnsignedString(length));
      context.channel().unsafe().close(context.voidPromise());
    }
  }
}
