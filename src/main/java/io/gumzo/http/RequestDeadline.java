package io.gumzo.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * In front of the decoder of a connection: closes it when the head or the body of a request takes
 * too long. The first head is awaited from the moment that the connection is there, each other one
 * from its first byte. On the connection's event loop.
 *
 * <pre>
 *   HEAD ── headCame ──► BODY ── bodyCame ──► NOTHING ── the next byte ──► HEAD
 * </pre>
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {
  /** A body may take one second more for each so many bytes that came of it. */
  private static final int LEAST_BYTES_A_SECOND = 8_192;

  private enum Awaited {
    HEAD,
    BODY,
    NOTHING
  }

  /**
   * @param head until when the head must be there
   * @param body until when the body must be there, beside what its size allows
   * @param onLate is told {@code slow-head} or {@code slow-body} before the connection is closed
   */
  record Limits(Duration head, Duration body, Consumer<String> onLate) {}

  private final Limits limits;
  private final HttpConnection connection;
  private Awaited awaited = Awaited.HEAD;
  private long since = System.nanoTime();
  private long received;
  private Future<?> timer;

  RequestDeadline(Limits limits, HttpConnection connection) {
    this.limits = limits;
    this.connection = connection;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    schedule(context);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (awaited == Awaited.NOTHING) {
      begin(Awaited.HEAD);
    }
    context.fireChannelRead(message);
  }

  /** A request that came whole, as nearly all do, has no timer. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (awaited != Awaited.NOTHING && timer == null) {
      schedule(context);
    }
    context.fireChannelReadComplete();
  }

  void headCame() {
    begin(Awaited.BODY);
    received = 0;
  }

  void partCame(int bytes) {
    received += bytes;
  }

  void bodyCame() {
    awaited = Awaited.NOTHING;
  }

  private void begin(Awaited next) {
    awaited = next;
    since = System.nanoTime();
  }

  private void schedule(ChannelHandlerContext context) {
    timer = context.executor().schedule(() -> check(context), left(), TimeUnit.NANOSECONDS);
  }

  /** The timer may be of an earlier request. */
  private void check(ChannelHandlerContext context) {
    timer = null;
    if (awaited == Awaited.NOTHING) {
      return;
    }
    if (left() > 0) {
      schedule(context);
      return;
    }
    limits.onLate().accept(awaited == Awaited.HEAD ? "slow-head" : "slow-body");
    connection.close();
  }

  private long left() {
    Duration allowed =
        awaited == Awaited.HEAD
            ? limits.head()
            : limits.body().plusSeconds(received / LEAST_BYTES_A_SECOND);
    return allowed.toNanos() - (System.nanoTime() - since);
  }
}
