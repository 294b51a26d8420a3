package io.gumzo.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.nio.charset.StandardCharsets;

/**
 * The limit: what Netty itself writes to the same sockets. A message is one frame in one buffer,
 * shared by all sockets as retained duplicates; an event loop is entered once per tick, writes
 * everything due to its sockets and flushes each of them once.
 *
 * <p>Environment: LAB_PORT, LAB_HOP_PORT, LAB_LOOPS. The first word that a socket says names its
 * room.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends the connection
final class BareServer {
  private BareServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    int port = Integer.parseInt(System.getenv("LAB_PORT"));
    int loops = Integer.parseInt(System.getenv("LAB_LOOPS"));
    EventLoopGroup group = new EpollEventLoopGroup(loops);
    var rooms = new BareRooms(group);
    BareSockets.listen(group, port, () -> new BareSocket(rooms));
    var hop = new BareHop(group, rooms);
    hop.listen(Integer.parseInt(System.getenv("LAB_HOP_PORT")));
    var pacer = new Pacer(rooms::write);
    Control.say("ready", port);
    new Control()
        .on("frame", words -> rooms.frame(Integer.parseInt(words[1]), Integer.parseInt(words[2])))
        .on("next", words -> hop.passOn(Integer.parseInt(words[1])))
        .on("pace", pacer::run)
        .on("allow", words -> pacer.allow(Long.parseLong(words[1])))
        .serve();
  }

  /** Reads the room, and drops whatever else comes. */
  private static final class BareSocket extends ChannelInboundHandlerAdapter {
    private final BareRooms rooms;
    private boolean joined;

    private BareSocket(BareRooms rooms) {
      this.rooms = rooms;
    }

    /** {@code masked text: room number}, in one piece since it is so short. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var bytes = (ByteBuf) message;
      if (!joined) {
        joined = true;
        int from = bytes.readerIndex() + 6;
        String text = bytes.toString(from, bytes.writerIndex() - from, StandardCharsets.US_ASCII);
        rooms.join(Integer.parseInt(text), context.channel());
        context.writeAndFlush(BareRooms.ready(context.alloc()), context.voidPromise());
      }
      bytes.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      rooms.leave(context.channel());
    }
  }
}
