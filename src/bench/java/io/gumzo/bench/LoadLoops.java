package io.gumzo.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** The event loops that play the clients, and what they received. */
final class LoadLoops implements AutoCloseable {
  private static final int READ_BYTES = 16_384;
  private static final int CONNECT_MILLIS = 20_000;

  private final EpollEventLoopGroup group;
  private final Map<EventLoop, Tally> tallies = new HashMap<>();

  LoadLoops(int loops) {
    group = new EpollEventLoopGroup(loops);
    for (EventExecutor loop : group) {
      tallies.put((EventLoop) loop, new Tally());
    }
  }

  /** Opens a connection to this machine; the handler is made on its loop. */
  CompletableFuture<Channel> connect(int port, Function<Tally, ChannelHandler> handler) {
    var opened = new CompletableFuture<Channel>();
    new Bootstrap()
        .group(group)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(handler.apply(tallies.get(channel.eventLoop())));
              }
            })
        .connect("127.0.0.1", port)
        .addListener(
            (io.netty.channel.ChannelFuture done) -> {
              if (done.isSuccess()) {
                opened.complete(done.channel());
              } else {
                opened.completeExceptionally(done.cause());
              }
            });
    return opened;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the task tells by itself
  void later(int millis, Runnable task) {
    group.next().schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  /** Stamped payloads received so far. */
  long received() {
    return tallies.values().stream().mapToLong(Tally::count).sum();
  }

  /** What was late by how much since this was last asked. */
  Histogram takeLatency() {
    Histogram sum = Tally.histogram();
    tallies.forEach((loop, tally) -> loop.submit(() -> tally.addTo(sum)).syncUninterruptibly());
    return sum;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
