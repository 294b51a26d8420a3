package io.gumzo.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.util.function.Supplier;

/**
 * WebSockets of the limits: the handshake by Netty's own handlers, of which nothing is left behind
 * once a socket is open.
 */
final class BareSockets {
  private BareSockets() {}

  /**
   * @param socket what reads the bytes of a new socket
   */
  static void listen(EventLoopGroup group, int port, Supplier<ChannelHandler> socket)
      throws InterruptedException {
    new ServerBootstrap()
        .group(group)
        .channel(EpollServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 4096)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536))
                    .addLast(
                        new WebSocketServerProtocolHandler("/api/v1/socket", "gumzo.v1", false))
                    .addLast(new Joining(socket.get()));
              }
            })
        .bind("127.0.0.1", port)
        .sync();
  }

  private static final class Joining extends ChannelInboundHandlerAdapter {
    private final ChannelHandler socket;

    private Joining(ChannelHandler socket) {
      this.socket = socket;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
        var pipeline = context.pipeline();
        pipeline.addLast(socket);
        while (pipeline.first() != socket) {
          pipeline.removeFirst();
        }
      }
    }
  }
}
