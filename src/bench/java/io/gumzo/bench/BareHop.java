package io.gumzo.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * The barest way from one process to another: all frames of a turn in one write to one TCP
 * connection, {@code i32 room | i32 length | frame} each. Nobody numbers, confirms or repairs.
 */
final class BareHop {
  private static final int HEAD_BYTES = 8;

  private final EventLoopGroup group;
  private final BareRooms rooms;

  BareHop(EventLoopGroup group, BareRooms rooms) {
    this.group = group;
    this.rooms = rooms;
  }

  void listen(int port) throws InterruptedException {
    new ServerBootstrap()
        .group(group)
        .channel(EpollServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new Arriving(rooms));
              }
            })
        .bind("127.0.0.1", port)
        .sync();
  }

  void passOn(int port) {
    rooms.passOn(
        new Bootstrap()
            .group(group)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(new ChannelInboundHandlerAdapter())
            .connect("127.0.0.1", port)
            .syncUninterruptibly()
            .channel());
  }

  /** In one buffer; the frames are not given away. */
  static ByteBuf encode(int[] to, ByteBuf[] frames) {
    int bytes = 0;
    for (ByteBuf frame : frames) {
      bytes += HEAD_BYTES + frame.readableBytes();
    }
    ByteBuf all = BareRooms.allocator().directBuffer(bytes);
    for (int index = 0; index < frames.length; index++) {
      ByteBuf frame = frames[index];
      all.writeInt(to[index]).writeInt(frame.readableBytes());
      all.writeBytes(frame, frame.readerIndex(), frame.readableBytes());
    }
    return all;
  }

  /** Whatever came in one read is written in one turn, from where it lies. */
  private static final class Arriving extends ByteToMessageDecoder {
    private final BareRooms rooms;

    private Arriving(BareRooms rooms) {
      this.rooms = rooms;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      var to = new ArrayList<Integer>();
      var frames = new ArrayList<ByteBuf>();
      while (in.readableBytes() >= HEAD_BYTES
          && in.readableBytes() - HEAD_BYTES >= in.getInt(in.readerIndex() + 4)) {
        to.add(in.readInt());
        frames.add(in.readRetainedSlice(in.readInt()));
      }
      rooms.write(to.stream().mapToInt(each -> each).toArray(), frames.toArray(ByteBuf[]::new));
    }
  }
}
