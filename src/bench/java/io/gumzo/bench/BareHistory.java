package io.gumzo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.EventExecutor;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The limit of reading from the cache with all that a request is made of: bare Netty that answers
 * each HTTP request with the latest of a list in Redis. Each event loop has one connection to
 * Redis, on which the reads of a turn go together. Nobody is asked for, nothing checked.
 *
 * <p>Environment: LAB_PORT, LAB_LOOPS, LAB_REDIS, LAB_LISTS, LAB_ITEMS.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends the connection
final class BareHistory {
  private final Map<EventLoop, Redis> redis = new HashMap<>();

  private BareHistory() {}

  public static void main(String[] arguments) throws InterruptedException {
    int port = Integer.parseInt(System.getenv("LAB_PORT"));
    URI url = URI.create(System.getenv("LAB_REDIS"));
    int lists = Integer.parseInt(System.getenv("LAB_LISTS"));
    int items = Integer.parseInt(System.getenv("LAB_ITEMS"));
    var group = new EpollEventLoopGroup(Integer.parseInt(System.getenv("LAB_LOOPS")));
    var history = new BareHistory();
    for (EventExecutor loop : group) {
      history.redis.put((EventLoop) loop, Redis.open((EventLoop) loop, url, lists, items));
    }
    new ServerBootstrap()
        .group(group)
        .channel(EpollServerSocketChannel.class)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(history.new Requests());
              }
            })
        .bind("127.0.0.1", port)
        .sync();
    Control.say("ready", port);
    new Control().serve();
  }

  /** Requests without bodies, one behind the other. */
  private final class Requests extends ByteToMessageDecoder {
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      Redis mine = redis.get(context.channel().eventLoop());
      for (int next = nextHead(in); next >= 0; next = nextHead(in)) {
        in.readerIndex(next);
        mine.read(context.channel());
      }
      mine.channel.flush();
    }

    /** Behind the empty line that ends a head; -1 when there is none yet. */
    private static int nextHead(ByteBuf in) {
      int line = in.readerIndex();
      for (int end = lineEnd(in, line); end >= 0; end = lineEnd(in, line)) {
        if (end == line + 1) {
          return end + 1;
        }
        line = end + 1;
      }
      return -1;
    }
  }

  /** A connection, and who waits for its answers. */
  private static final class Redis extends ByteToMessageDecoder {
    private static final int ANSWER_BYTES = 16_384;
    private static final byte[] HEAD =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length:         \r\n\r\n"
            .getBytes(US_ASCII);
    private static final int LENGTH_END = HEAD.length - 4;

    private final ArrayDeque<Channel> waiting = new ArrayDeque<>();
    private final Set<Channel> answered = new HashSet<>();
    private final int lists;
    private final String command;
    private Channel channel;

    /** Of the answers to AUTH and SELECT. */
    private int toSkip = 2;

    private Redis(int lists, int items) {
      this.lists = lists;
      this.command = " 0 " + (items - 1) + "\r\n";
    }

    static Redis open(EventLoop loop, URI url, int lists, int items) {
      var redis = new Redis(lists, items);
      redis.channel =
          new Bootstrap()
              .group(loop)
              .channel(EpollSocketChannel.class)
              .option(ChannelOption.TCP_NODELAY, true)
              .handler(redis)
              .connect(url.getHost(), url.getPort())
              .syncUninterruptibly()
              .channel();
      redis.channel.writeAndFlush(
          ByteBufUtil.writeAscii(
              BareRooms.allocator(),
              "AUTH "
                  + url.getUserInfo().substring(1)
                  + "\r\nSELECT "
                  + RedisLimit.DATABASE
                  + "\r\n"));
      return redis;
    }

    void read(Channel reader) {
      waiting.add(reader);
      int list = ThreadLocalRandom.current().nextInt(lists);
      channel.write(
          ByteBufUtil.writeAscii(
              BareRooms.allocator(), "LRANGE " + RedisLimit.LIST + list + command),
          channel.voidPromise());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      while (toSkip > 0 && lineEnd(in, in.readerIndex()) >= 0) {
        in.readerIndex(lineEnd(in, in.readerIndex()) + 1);
        toSkip--;
      }
      for (ByteBuf answer = next(in); answer != null; answer = next(in)) {
        Channel reader = waiting.poll();
        reader.write(answer, reader.voidPromise());
        answered.add(reader);
      }
      answered.forEach(Channel::flush);
      answered.clear();
    }

    /** {@code *n}, and n times {@code $length text}; null when it is not there as a whole. */
    private static ByteBuf next(ByteBuf in) {
      int begin = in.readerIndex();
      int items = number(in);
      ByteBuf answer = in.alloc().directBuffer(ANSWER_BYTES);
      answer.writeBytes(HEAD);
      for (int item = 0; item < items; item++) {
        int length = number(in);
        if (length < 0 || in.readableBytes() < length + 2) {
          items = -1;
          break;
        }
        answer.writeByte(item == 0 ? '[' : ',').writeBytes(in, length);
        in.skipBytes(2);
      }
      if (items < 0) {
        answer.release();
        in.readerIndex(begin);
        return null;
      }
      answer.writeByte(']');
      int length = answer.readableBytes() - HEAD.length;
      for (int digit = LENGTH_END - 1; length > 0; digit--, length /= 10) {
        answer.setByte(digit, '0' + length % 10);
      }
      return answer;
    }

    /** Of a line behind its first letter; -1 when it is not there as a whole. */
    private static int number(ByteBuf in) {
      int end = lineEnd(in, in.readerIndex());
      if (end < 0) {
        return -1;
      }
      int number = 0;
      for (int at = in.readerIndex() + 1; at < end - 1; at++) {
        number = number * 10 + in.getByte(at) - '0';
      }
      in.readerIndex(end + 1);
      return number;
    }
  }

  private static int lineEnd(ByteBuf in, int from) {
    return in.indexOf(from, in.writerIndex(), (byte) '\n');
  }
}
