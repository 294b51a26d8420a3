package io.gumzo.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import java.util.function.Consumer;

/**
 * Stands between Netty's frame decoder and Vert.x, and does what RFC 6455 asks beyond the two: puts
 * fragments together, checks UTF-8 and close codes, answers pings without a queue. Vert.x is passed
 * whole text messages, pongs and close frames, and nothing after a close frame was sent but the
 * client's own.
 *
 * <pre>
 *   OPEN ── write(close frame) ──► CLOSING ── client's close frame ──► closed by Vert.x
 *     └──── breach ──► BREACHED ── write(close frame) ──► output shut, input read and dropped,
 *                                  until the client closes or the closing time-out is over
 * </pre>
 *
 * <p>For the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: a failed write closes the channel
final class WebSocketRules extends ChannelDuplexHandler {
  private enum State {
    OPEN,
    CLOSING,
    BREACHED
  }

  private final int maxBytes;
  private final Context context;
  private Consumer<Breach> listener;
  private State state = State.OPEN;

  /** The fragments of a text message so far; null between messages. */
  private ByteBuf message;

  /** Up to where the fragments are whole characters. */
  private int checked;

  /** The payload of the last ping that is not answered yet, because the client does not read. */
  private ByteBuf owedPong;

  private boolean heard;

  /**
   * @param maxBytes of one message
   * @param context on which the listener is called
   */
  WebSocketRules(int maxBytes, Context context) {
    this.maxBytes = maxBytes;
    this.context = context;
  }

  /**
   * @param listener closes the socket with the code that fits; called once
   */
  void onBreach(Consumer<Breach> listener) {
    this.listener = listener;
  }

  @Override
  public void channelRead(ChannelHandlerContext channel, Object message) {
    if (message instanceof WebSocketFrame frame && state == State.OPEN) {
      read(channel, frame);
    } else if (state == State.OPEN
        || state == State.CLOSING && message instanceof CloseWebSocketFrame) {
      channel.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ChannelHandlerContext channel, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text when text.isFinalFragment() -> wholeText(channel, text);
      case TextWebSocketFrame first -> fragment(channel, first);
      case ContinuationWebSocketFrame next -> fragment(channel, next);
      case PingWebSocketFrame ping -> pong(channel, ping.content());
      case CloseWebSocketFrame close -> closed(channel, close);
      case BinaryWebSocketFrame binary -> {
        binary.release();
        breach(channel, Breach.BINARY);
      }
      default -> channel.fireChannelRead(frame);
    }
  }

  private void wholeText(ChannelHandlerContext channel, TextWebSocketFrame frame) {
    ByteBuf text = frame.content();
    if (Utf8.isText(text, text.readerIndex(), text.writerIndex())) {
      channel.fireChannelRead(frame);
    } else {
      frame.release();
      breach(channel, Breach.NOT_UTF8);
    }
  }

  /** The decoder has seen to it that fragments of two messages do not mix. */
  private void fragment(ChannelHandlerContext channel, WebSocketFrame frame) {
    heard = true;
    Breach breach = append(channel, frame);
    boolean isLast = frame.isFinalFragment();
    frame.release();
    if (breach != null) {
      breach(channel, breach);
    } else if (isLast) {
      ByteBuf whole = message;
      message = null;
      channel.fireChannelRead(new TextWebSocketFrame(whole));
    }
  }

  /** Null when the fragment continues the message well. */
  private Breach append(ChannelHandlerContext channel, WebSocketFrame frame) {
    ByteBuf part = frame.content();
    if (message == null) {
      message = channel.alloc().buffer(Math.min(part.readableBytes(), maxBytes), maxBytes);
      checked = 0;
    }
    if (part.readableBytes() > maxBytes - message.readableBytes()) {
      return Breach.TOO_LARGE;
    }
    message.writeBytes(part);
    int end = message.writerIndex();
    int whole = frame.isFinalFragment() ? end : Utf8.unfinished(message, checked, end);
    boolean isText =
        Utf8.isText(message, checked, whole) && Utf8.mayBecomeText(message, whole, end);
    checked = whole;
    return isText ? null : Breach.NOT_UTF8;
  }

  /** To a client that does not read, the last of its pings is answered when it does. */
  private void pong(ChannelHandlerContext channel, ByteBuf payload) {
    heard = true;
    if (channel.channel().isWritable()) {
      channel.write(new PongWebSocketFrame(payload));
    } else {
      ReferenceCountUtil.release(owedPong);
      owedPong = payload;
    }
  }

  private void closed(ChannelHandlerContext channel, CloseWebSocketFrame close) {
    ByteBuf payload = close.content();
    int code = close.statusCode();
    Breach breach = null;
    if (code != -1 && !mayBeSent(code)) {
      breach = Breach.PROTOCOL_ERROR;
    } else if (payload.readableBytes() > Short.BYTES
        && !Utf8.isText(payload, payload.readerIndex() + Short.BYTES, payload.writerIndex())) {
      breach = Breach.NOT_UTF8;
    }
    if (breach == null) {
      channel.fireChannelRead(close);
    } else {
      close.release();
      breach(channel, breach);
    }
  }

  /**
   * RFC 6455, 7.4: those that are registered and not reserved, and those for libraries and apps.
   */
  private static boolean mayBeSent(int code) {
    return code >= 1000 && code <= 1003
        || code >= 1007 && code <= 1014
        || code >= 3000 && code <= 4999;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext channel) {
    if (heard) {
      heard = false;
      if (state == State.OPEN) {
        channel.fireChannelRead(new PongWebSocketFrame()); // a sign of life, as those are
      }
      channel.flush();
    }
    channel.fireChannelReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext channel) {
    if (owedPong != null && channel.channel().isWritable()) {
      ByteBuf payload = owedPong;
      owedPong = null;
      channel.writeAndFlush(new PongWebSocketFrame(payload));
    }
    channel.fireChannelWritabilityChanged();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException broken && state == State.OPEN) {
      breach(channel, Breach.of(broken.closeStatus()));
    } else if (state != State.BREACHED) {
      channel.fireExceptionCaught(failure);
    }
  }

  private void breach(ChannelHandlerContext channel, Breach breach) {
    state = State.BREACHED;
    release();
    channel.pipeline().remove(WebSocket13FrameDecoder.class); // what comes now is dropped unread
    context.runOnContext(now -> listener.accept(breach));
  }

  @Override
  public void write(ChannelHandlerContext channel, Object message, ChannelPromise promise) {
    if (message instanceof CloseWebSocketFrame) {
      // Also from a client that was held back: its close frame is awaited.
      channel.channel().config().setAutoRead(true);
      if (state == State.BREACHED) {
        channel.write(message, promise.unvoid().addListener(sent -> endOutput(channel)));
        return;
      }
      state = State.CLOSING;
      release();
    }
    channel.write(message, promise);
  }

  /**
   * To close at once what has unread input would reset the connection, and lose the close frame.
   */
  private static void endOutput(ChannelHandlerContext channel) {
    if (channel.channel() instanceof DuplexChannel duplex && duplex.isActive()) {
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext channel, Object event) {
    if (!(event instanceof ChannelOutputShutdownEvent)) {
      channel.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext channel) {
    release();
    channel.fireChannelInactive();
  }

  private void release() {
    ReferenceCountUtil.release(message);
    ReferenceCountUtil.release(owedPong);
    message = null;
    owedPong = null;
  }
}
