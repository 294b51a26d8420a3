package io.gumzo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The limit of durable sends with all that they are made of: bare Netty reads them, the same
 * statement as a node's writes many of them at once, and then each sender has an answer and each
 * member the message, one flush for each socket and turn of the event loop. Nothing is checked but
 * what the statement checks, nothing limited, logged or counted.
 *
 * <p>Environment: LAB_PORT, LAB_LOOPS, LAB_DATABASE, LAB_MEMBERS (how many each conversation has,
 * of accounts in their order). The first word that a socket says is the number of its account.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends the connection
final class BareSends {
  /** A message under way. */
  record Post(Socket sender, String ref, String clientId, String text) {}

  /** One that is committed. */
  record Posted(Post post, UUID id, long position, long number, String at) {
    /** As long as a node's, and with the same in it. */
    String event() {
      return "{\"type\":\"message-posted\",\"stream\":\""
          + post.sender.conversationId
          + "\",\"position\":"
          + position
          + ",\"at\":\""
          + at
          + "\",\"data\":{\"id\":\""
          + id
          + "\",\"conversationId\":\""
          + post.sender.conversationId
          + "\",\"position\":"
          + position
          + ",\"number\":"
          + number
          + ",\"senderId\":\""
          + post.sender.accountId
          + "\",\"clientId\":\""
          + post.clientId
          + "\",\"text\":\""
          + post.text
          + "\",\"at\":\""
          + at
          + "\"}}";
    }

    String answer() {
      return "{\"type\":\"ok\",\"ref\":\"" + post.ref + "\",\"id\":\"" + id + "\"}";
    }
  }

  /** Of one event loop, and touched by it alone. */
  private static final class Loop {
    private final Map<Integer, List<Socket>> members = new HashMap<>();
    private final List<Socket> dirty = new ArrayList<>();
  }

  private final Map<EventLoop, Loop> loops = new HashMap<>();
  private final int members;
  private final BareInserts inserts;

  private BareSends(EventLoopGroup group, int members, String database) {
    for (EventExecutor loop : group) {
      loops.put((EventLoop) loop, new Loop());
    }
    this.members = members;
    this.inserts = new BareInserts(database, this::written);
  }

  public static void main(String[] arguments) throws InterruptedException {
    int port = Integer.parseInt(System.getenv("LAB_PORT"));
    EventLoopGroup group = new EpollEventLoopGroup(Integer.parseInt(System.getenv("LAB_LOOPS")));
    var sends =
        new BareSends(
            group, Integer.parseInt(System.getenv("LAB_MEMBERS")), System.getenv("LAB_DATABASE"));
    BareSockets.listen(group, port, () -> sends.new Socket());
    Control.say("ready", port);
    new Control().serve();
  }

  /** On any thread, with what was committed. */
  private void written(List<Posted> all) {
    var frames = new ByteBuf[all.size()];
    for (int index = 0; index < frames.length; index++) {
      frames[index] = frame(all.get(index).event());
      frames[index].retain(loops.size());
      frames[index].release();
    }
    loops.forEach((loop, mine) -> loop.execute(() -> write(loop, mine, all, frames)));
  }

  private static void write(EventLoop loop, Loop mine, List<Posted> all, ByteBuf[] frames) {
    boolean flushes = mine.dirty.isEmpty();
    for (int index = 0; index < frames.length; index++) {
      Posted posted = all.get(index);
      Socket sender = posted.post.sender;
      for (Socket member : mine.members.getOrDefault(sender.conversation, List.of())) {
        member.write(mine, frames[index].retainedDuplicate());
      }
      if (sender.channel.eventLoop() == loop) {
        sender.write(mine, frame(posted.answer()));
      }
      frames[index].release();
    }
    if (flushes && !mine.dirty.isEmpty()) {
      loop.execute(() -> flush(mine));
    }
  }

  private static void flush(Loop mine) {
    for (Socket socket : mine.dirty) {
      socket.dirty = false;
      socket.channel.flush();
    }
    mine.dirty.clear();
  }

  private static ByteBuf frame(String text) {
    ByteBuf frame = FrameBytes.header(text.length());
    ByteBufUtil.writeAscii(frame, text);
    return frame;
  }

  /** One that says who it is, and then sends frames of {@link Posts}. */
  final class Socket extends ByteToMessageDecoder {
    private static final int REF_FROM = 30;
    private static final String CLIENT_ID = "\",\"clientId\":\"";
    private static final int UUID_LENGTH = 36;
    private static final int TEXT_LENGTH = 200;

    private Channel channel;
    private int conversation = -1;
    private UUID conversationId;
    private UUID accountId;
    private boolean dirty;

    UUID conversationId() {
      return conversationId;
    }

    UUID accountId() {
      return accountId;
    }

    int conversation() {
      return conversation;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      var posts = new ArrayList<Post>();
      for (String text = next(in); text != null; text = next(in)) {
        if (conversation < 0) {
          join(context.channel(), Integer.parseInt(text));
        } else {
          posts.add(post(text));
        }
      }
      if (!posts.isEmpty()) {
        inserts.add(posts);
      }
    }

    /** A masked text whose mask is zero; null when it is not there as a whole. */
    private static String next(ByteBuf in) {
      if (in.readableBytes() < 4) {
        return null;
      }
      int at = in.readerIndex();
      int length = in.getByte(at + 1) & 127;
      int head = 6;
      if (length == 126) {
        length = in.getUnsignedShort(at + 2);
        head = 8;
      }
      if (in.readableBytes() < head + length) {
        return null;
      }
      in.skipBytes(head);
      return in.readCharSequence(length, US_ASCII).toString();
    }

    private Post post(String json) {
      int end = json.indexOf('"', REF_FROM);
      int clientId = json.indexOf(CLIENT_ID, end) + CLIENT_ID.length();
      int text = json.length() - 2 - TEXT_LENGTH;
      return new Post(
          this,
          json.substring(REF_FROM, end),
          json.substring(clientId, clientId + UUID_LENGTH),
          json.substring(text, text + TEXT_LENGTH));
    }

    private void join(Channel mine, int account) {
      channel = mine;
      conversation = account / members;
      conversationId = Ids.conversation(conversation);
      accountId = Ids.account(account);
      loops
          .get(mine.eventLoop())
          .members
          .computeIfAbsent(conversation, none -> new ArrayList<>())
          .add(this);
      mine.writeAndFlush(BareRooms.ready(mine.alloc()), mine.voidPromise());
    }

    private void write(Loop mine, ByteBuf frame) {
      channel.write(frame, channel.voidPromise());
      if (!dirty) {
        dirty = true;
        mine.dirty.add(this);
      }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
      if (channel != null) {
        loops.get(channel.eventLoop()).members.get(conversation).remove(this);
      }
    }
  }
}
