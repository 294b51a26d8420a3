package io.gumzo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The sockets of {@link BareServer} by room, for each event loop on its own. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends the connection
final class BareRooms {
  private static final int PING_SECONDS = 19;

  /** A socket, and whether it is to be flushed at the end of this turn. */
  private static final class Member {
    private final Channel channel;
    private boolean dirty;

    private Member(Channel channel) {
      this.channel = channel;
    }
  }

  /** Of one event loop, and touched by it alone. */
  private static final class Rooms {
    private final Map<Integer, List<Member>> byNumber = new HashMap<>();
    private final List<Channel> all = new ArrayList<>();
    private final List<Member> dirty = new ArrayList<>();
    private int nextPing;
  }

  private final Map<EventLoop, Rooms> loops = new HashMap<>();
  private final EventLoop first;
  private volatile Channel next;
  private int rooms = 1;
  private FrameBytes frame = FrameBytes.ephemeral(Ids.conversation(0), 0);

  BareRooms(EventLoopGroup group) {
    for (EventExecutor executor : group) {
      var loop = (EventLoop) executor;
      loops.put(loop, new Rooms());
      loop.scheduleAtFixedRate(() -> ping(loops.get(loop)), 1, 1, TimeUnit.SECONDS);
    }
    first = loops.keySet().iterator().next();
  }

  /** How many rooms there are, and how long a frame's payload is. */
  void frame(int rooms, int bytes) {
    this.rooms = rooms;
    this.frame = FrameBytes.ephemeral(Ids.conversation(0), bytes);
    Control.say("framed");
  }

  void join(int room, Channel channel) {
    Rooms mine = loops.get(channel.eventLoop());
    mine.byNumber.computeIfAbsent(room, none -> new ArrayList<>()).add(new Member(channel));
    mine.all.add(channel);
  }

  void leave(Channel channel) {
    Rooms mine = loops.get(channel.eventLoop());
    mine.byNumber
        .values()
        .forEach(members -> members.removeIf(member -> member.channel == channel));
    mine.all.remove(channel);
  }

  /** From now on another process, which has sockets of the same rooms, gets each frame too. */
  void passOn(Channel hop) {
    next = hop;
    Control.say("next");
  }

  /** On one of the loops, which passes on to the others. */
  void write(Pacer.Due due) {
    first.execute(() -> encode(due));
  }

  private void encode(Pacer.Due due) {
    int count = (int) (due.to() - due.from());
    var frames = new ByteBuf[count];
    var to = new int[count];
    for (int index = 0; index < count; index++) {
      frames[index] = frame.webSocketFrame(due.due(due.from() + index));
      to[index] = (int) ((due.from() + index) % rooms);
    }
    if (next != null) {
      next.writeAndFlush(BareHop.encode(to, frames), next.voidPromise());
    }
    write(to, frames);
  }

  /**
   * On one of the loops.
   *
   * @param to the room of each frame
   * @param frames ready for the wire; given away
   */
  void write(int[] to, ByteBuf[] frames) {
    for (ByteBuf each : frames) {
      each.retain(loops.size());
      each.release();
    }
    loops.forEach(
        (loop, mine) -> {
          if (loop.inEventLoop()) {
            write(loop, mine, to, frames);
          } else {
            loop.execute(() -> write(loop, mine, to, frames));
          }
        });
  }

  /** Whatever is due by then is written before anything is flushed. */
  private static void write(EventLoop loop, Rooms mine, int[] to, ByteBuf[] frames) {
    boolean flushes = mine.dirty.isEmpty();
    for (int index = 0; index < frames.length; index++) {
      List<Member> room = mine.byNumber.get(to[index]);
      if (room != null) {
        for (Member member : room) {
          write(mine, member, frames[index]);
        }
      }
      frames[index].release();
    }
    if (flushes && !mine.dirty.isEmpty()) {
      loop.execute(() -> flush(mine));
    }
  }

  private static void write(Rooms mine, Member member, ByteBuf frame) {
    member.channel.write(frame.retainedDuplicate(), member.channel.voidPromise());
    if (!member.dirty) {
      member.dirty = true;
      mine.dirty.add(member);
    }
  }

  private static void flush(Rooms mine) {
    for (Member member : mine.dirty) {
      member.dirty = false;
      member.channel.flush();
    }
    mine.dirty.clear();
  }

  /** Each socket about as often as a node does it. */
  private static void ping(Rooms mine) {
    int share = mine.all.size() / PING_SECONDS + 1;
    for (int count = 0; count < share && !mine.all.isEmpty(); count++) {
      Channel channel = mine.all.get(mine.nextPing++ % mine.all.size());
      channel.writeAndFlush(text(channel.alloc(), 0x89, ""), channel.voidPromise());
    }
  }

  static ByteBuf ready(ByteBufAllocator allocator) {
    return text(allocator, 0x81, "{\"type\":\"ready\"}");
  }

  private static ByteBuf text(ByteBufAllocator allocator, int head, String text) {
    return allocator
        .buffer(2 + text.length())
        .writeByte(head)
        .writeByte(text.length())
        .writeBytes(text.getBytes(US_ASCII));
  }

  static ByteBufAllocator allocator() {
    return PooledByteBufAllocator.DEFAULT;
  }
}
