package io.gumzo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;

/**
 * One WebSocket client that costs next to nothing: the frames are read where they lie, looked at
 * for their stamp or their {@code ref}, and dropped. Its masks are zero.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends the connection
final class LabSocket extends ChannelInboundHandlerAdapter {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  /** Told on the socket's event loop. */
  interface Listener {
    /**
     * A payload that begins with another letter than an event's would: an answer or a state.
     *
     * @param to where it ends
     */
    void answered(LabSocket socket, ByteBuf bytes, int from, int to);

    default void closed(LabSocket socket, int code) {}
  }

  private final int port;
  private final String first;
  private final Tally tally;
  private final Listener listener;
  private final CompletableFuture<LabSocket> ready;
  private Channel channel;
  private ByteBuf rest;
  private boolean open;
  private int closeCode = 1006;

  /**
   * @param first the text that the socket begins with
   * @param ready completes with the first payload
   */
  LabSocket(
      int port, String first, Tally tally, Listener listener, CompletableFuture<LabSocket> ready) {
    this.port = port;
    this.first = first;
    this.tally = tally;
    this.listener = listener;
    this.ready = ready;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
    String request =
        """
        GET /api/v1/socket HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Protocol: gumzo.v1\r
        \r
        """
            .formatted(port);
    var bytes = context.alloc().buffer(request.length()).writeBytes(request.getBytes(UTF_8));
    context.writeAndFlush(bytes, context.voidPromise());
  }

  /** A text frame; on the event loop or elsewhere. */
  void send(String text) {
    channel.writeAndFlush(frame(0x80 | TEXT, text.getBytes(UTF_8)), channel.voidPromise());
  }

  Channel channel() {
    return channel;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var bytes = (ByteBuf) message;
    if (rest != null) {
      rest.writeBytes(bytes);
      bytes.release();
      bytes = rest;
      rest = null;
    }
    if (open || opens(bytes)) {
      frames(bytes);
    }
    if (bytes.isReadable()) {
      rest = context.alloc().buffer(bytes.readableBytes() + 4096).writeBytes(bytes);
    }
    bytes.release();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    tally.publish();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (rest != null) {
      rest.release();
      rest = null;
    }
    ready.completeExceptionally(new IllegalStateException("closed with " + closeCode));
    listener.closed(this, closeCode);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
    context.close();
  }

  /** The head of the answer to the upgrade, read whole. */
  private boolean opens(ByteBuf bytes) {
    String head = bytes.toString(UTF_8);
    int end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    if (!head.startsWith("HTTP/1.1 101")) {
      ready.completeExceptionally(
          new IllegalStateException("not a WebSocket: " + head.lines().findFirst().orElse("")));
      channel.close();
      return false;
    }
    bytes.skipBytes(end + 4);
    open = true;
    send(first);
    return true;
  }

  private void frames(ByteBuf bytes) {
    while (bytes.readableBytes() >= 2) {
      int at = bytes.readerIndex();
      int length = bytes.getByte(at + 1) & 127;
      int header = length < 126 ? 2 : length == 126 ? 4 : 10;
      if (bytes.readableBytes() < header) {
        return;
      }
      if (length == 126) {
        length = bytes.getUnsignedShort(at + 2);
      } else if (length == 127) {
        length = (int) bytes.getLong(at + 2);
      }
      if (bytes.readableBytes() < header + length) {
        return;
      }
      frame(bytes.getByte(at) & 15, bytes, at + header, at + header + length);
      bytes.skipBytes(header + length);
    }
  }

  private void frame(int opcode, ByteBuf bytes, int from, int to) {
    switch (opcode) {
      case TEXT -> payload(bytes, from, to);
      case PING -> channel.writeAndFlush(frame(0x8a, new byte[0]), channel.voidPromise());
      case CLOSE -> closeCode = to - from >= 2 ? bytes.getUnsignedShort(from) : 1005;
      default -> {
        // Pongs and pieces: none are asked for.
      }
    }
  }

  /** {@code {"type":"ok…} and {@code {"type":"problem…} answer commands. */
  private void payload(ByteBuf bytes, int from, int to) {
    if (!ready.isDone()) {
      ready.complete(this);
    }
    if (to - from > 11 && isAnswer(bytes, from)) {
      listener.answered(this, bytes, from, to);
    } else {
      tally.payload(bytes, from, to);
    }
  }

  private static boolean isAnswer(ByteBuf bytes, int from) {
    byte first = bytes.getByte(from + 9);
    byte second = bytes.getByte(from + 10);
    return first == 'o' && second == 'k' || first == 'p' && second == 'r';
  }

  private ByteBuf frame(int head, byte[] payload) {
    ByteBuf frame = channel.alloc().buffer(payload.length + 8).writeByte(head);
    if (payload.length < 126) {
      frame.writeByte(0x80 | payload.length);
    } else {
      frame.writeByte(0x80 | 126).writeShort(payload.length);
    }
    return frame.writeInt(0).writeBytes(payload);
  }
}
