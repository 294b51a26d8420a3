package io.gumzo.sockets;

import io.gumzo.streams.StreamEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.UUID;

/**
 * Events of one stream, in order, on their way to the same sockets of this node. Their frames lie
 * one behind the other as they go over the wire, encoded once for all sockets.
 *
 * <p>It may be used as long as {@link Receiver#receive} runs; whoever keeps it longer retains it,
 * and releases it then.
 */
public final class Delivered {
  private final List<StreamEvent> events;
  private final ByteBuf frames;

  /** Where the frame of each event ends. */
  private final int[] ends;

  private Delivered(List<StreamEvent> events, ByteBuf frames, int[] ends) {
    this.events = events;
    this.frames = frames;
    this.ends = ends;
  }

  /**
   * @param events of one stream, at least one
   */
  static Delivered of(List<StreamEvent> events) {
    int bytes = events.stream().mapToInt(event -> Wire.frameBytes(event.json())).sum();
    ByteBuf frames = PooledByteBufAllocator.DEFAULT.directBuffer(bytes);
    int[] ends = new int[events.size()];
    for (int index = 0; index < ends.length; index++) {
      Wire.writeFrame(frames, events.get(index).json());
      ends[index] = frames.writerIndex();
    }
    return new Delivered(List.copyOf(events), frames, ends);
  }

  public UUID stream() {
    return events.getFirst().stream();
  }

  public List<StreamEvent> events() {
    return events;
  }

  /** All frames, for one socket; to be released. */
  ByteBuf frames() {
    return frames.retainedDuplicate();
  }

  /** The frame of one of the events, for one socket; to be released. */
  ByteBuf frame(int index) {
    int begin = index == 0 ? 0 : ends[index - 1];
    return frames.retainedSlice(begin, ends[index] - begin);
  }

  void retain() {
    frames.retain();
  }

  void release() {
    frames.release();
  }
}
