package io.gumzo.sockets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Writes frames to one socket that are ready for the wire: an event is encoded once for a thousand
 * sockets, and a socket is flushed once per turn of its event loop. Vert.x would encode, write and
 * flush each frame for each socket; whatever reaches behind it is in this file.
 *
 * <p>Frames keep their order among themselves and with what Vert.x writes, since all are written on
 * the socket's event loop.
 */
final class Wire {
  private static final String ENCODER = "wsencoder";
  private static final int FINAL_TEXT = 0x81;
  private static final int MOST_IN_SEVEN_BITS = 125;
  private static final int MOST_IN_SIXTEEN_BITS = 0xffff;
  private static final int LONGEST_HEADER = 10;

  private final ChannelHandlerContext encoder;
  private final Channel channel;
  private final Flusher flusher;
  private boolean dirty;

  /**
   * @param connection that has become a WebSocket
   * @param flusher of its event loop
   */
  Wire(HttpConnection connection, Flusher flusher) {
    this(((ConnectionBase) connection).channel(), flusher);
  }

  /**
   * @param channel with Netty's encoder of WebSocket frames, which is passed by
   */
  Wire(Channel channel, Flusher flusher) {
    this.channel = channel;
    this.encoder = channel.pipeline().context(ENCODER);
    this.flusher = flusher;
  }

  /** A whole text message of the server, which is one unmasked frame (RFC 6455, 5.2). */
  static ByteBuf frame(Buffer text) {
    ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(frameBytes(text));
    writeFrame(frame, text);
    return frame;
  }

  /** How long the frame of a text is at the most. */
  static int frameBytes(Buffer text) {
    return LONGEST_HEADER + text.length();
  }

  /** Appends the frame of a text to others. */
  static void writeFrame(ByteBuf frames, Buffer text) {
    int length = text.length();
    frames.writeByte(FINAL_TEXT);
    if (length <= MOST_IN_SEVEN_BITS) {
      frames.writeByte(length);
    } else if (length <= MOST_IN_SIXTEEN_BITS) {
      frames.writeByte(126).writeShort(length);
    } else {
      frames.writeByte(127).writeLong(length);
    }
    frames.writeBytes(text.getBytes());
  }

  /**
   * Sent at the end of this turn of the event loop.
   *
   * @param frames whole ones; given away
   */
  @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the socket, which tells
  void write(ByteBuf frames) {
    assert channel.eventLoop().inEventLoop();
    if (!channel.isActive()) {
      frames.release();
      return;
    }
    encoder.write(frames, channel.voidPromise());
    if (!dirty) {
      dirty = true;
      flusher.add(this);
    }
  }

  boolean isWritable() {
    return channel.isWritable();
  }

  void flush() {
    dirty = false;
    encoder.flush();
  }
}
