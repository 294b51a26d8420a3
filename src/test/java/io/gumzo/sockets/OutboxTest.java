package io.gumzo.sockets;

import static io.gumzo.testing.Futures.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.streams.Audience;
import io.gumzo.streams.StreamEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.channels.ClosedChannelException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, byte for byte, to a client that reads and to one that does not. */
class OutboxTest {
  private static final int QUEUE_FRAMES = 8;

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Flusher flusher = new Flusher(loop);
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final UUID stream = UUID.randomUUID();
  private final List<ByteBuf> pieces = new ArrayList<>();
  private Outbox outbox;

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
    get(vertx.close());
    assertThat(pieces).allSatisfy(piece -> assertThat(piece.refCnt()).isZero());
  }

  @Test
  void a_piece_is_the_frames_of_its_events_one_behind_the_other() {
    open(1 << 20);
    List<StreamEvent> events =
        List.of(event(1, ""), event(2, "x".repeat(100)), event(3, "é".repeat(40_000)));

    send(Delivered.of(events));

    assertThat(received()).isEqualTo(events.stream().map(each -> each.json().toString()).toList());
  }

  @Test
  void what_a_client_does_not_read_is_queued_event_by_event_and_then_only_named() {
    open(100);
    List<StreamEvent> first = List.of(event(1, "a"), event(2, "b"));
    List<StreamEvent> later =
        Stream.concat(
                IntStream.rangeClosed(3, 20).mapToObj(position -> event(position, "c")),
                Stream.of(typing()))
            .toList();

    run(
        () -> {
          deliver(Delivered.of(first));
          assertThat(channel.isWritable()).isFalse();
          deliver(Delivered.of(later));
          assertThat(outbox.isFull()).isTrue();
        });
    for (int frame = 0; frame <= QUEUE_FRAMES; frame++) {
      run(outbox::flush);
    }

    List<JsonObject> all = received().stream().map(JsonObject::new).toList();
    assertThat(all.subList(0, 2 + QUEUE_FRAMES))
        .extracting(event -> event.getInteger("position"))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 2 + QUEUE_FRAMES).boxed().toList());
    assertThat(all).hasSize(2 + QUEUE_FRAMES + 1);
    assertThat(all.getLast().getString("type")).isEqualTo("lag");
    assertThat(all.getLast().encode()).contains(stream.toString()).contains("20");
  }

  @Test
  void nothing_is_held_for_a_client_that_is_gone() {
    open(100);
    run(
        () -> {
          deliver(Delivered.of(List.of(event(1, "a"), event(2, "b"))));
          deliver(Delivered.of(List.of(event(3, "c"), event(4, "d"))));
          channel.close().syncUninterruptibly();
          deliver(Delivered.of(List.of(event(5, "e"))));
          outbox.release();
        });
  }

  private void open(int writable) {
    channel.pipeline().addLast("wsencoder", new Encoder());
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(writable / 2, writable));
    var config =
        GumzoConfig.defaults(Map.of("sockets.queueFrames", Integer.toString(QUEUE_FRAMES)));
    var metrics = new SocketMetrics(new SimpleMeterRegistry(), new Receivers(Bus.of(vertx)));
    outbox = new Outbox(new Wire(channel, flusher), config.sockets(), metrics);
  }

  private void send(Delivered delivered) {
    run(() -> deliver(delivered));
  }

  private void deliver(Delivered delivered) {
    ByteBuf all = delivered.frames();
    pieces.add(all.unwrap() == null ? all : all.unwrap());
    all.release();
    outbox.events(delivered);
    delivered.release();
  }

  /** In one turn of the loop; what it writes is flushed behind it. */
  private void run(Runnable work) {
    Promise<Void> done = Promise.promise();
    loop.runOnContext(
        now -> {
          try {
            work.run();
            loop.runOnContext(flushed -> done.complete());
          } catch (Throwable failure) {
            done.fail(failure);
          }
        });
    get(done.future());
  }

  /** Stands where Vert.x has its encoder, and takes what a closed channel fails with. */
  private static final class Encoder extends ChannelDuplexHandler {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable closed) {
      assertThat(closed).isInstanceOf(ClosedChannelException.class);
    }
  }

  /** The texts of all frames, by the rules of RFC 6455. */
  private List<String> received() {
    var bytes = Buffer.buffer();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      bytes.appendBytes(ByteBufUtil.getBytes(part));
      part.release();
    }
    var texts = new ArrayList<String>();
    int at = 0;
    while (at < bytes.length()) {
      assertThat(bytes.getUnsignedByte(at)).isEqualTo((short) 0x81);
      int length = bytes.getUnsignedByte(at + 1);
      at += 2;
      if (length == 126) {
        length = bytes.getUnsignedShort(at);
        at += 2;
      } else if (length == 127) {
        length = (int) bytes.getLong(at);
        at += 8;
      }
      texts.add(bytes.getString(at, at + length, UTF_8.name()));
      at += length;
    }
    return texts;
  }

  private StreamEvent event(int position, String text) {
    return StreamEvent.of(
        stream,
        position,
        "message-posted",
        Instant.EPOCH,
        Audience.members(stream, 1),
        Map.of("text", text));
  }

  private StreamEvent typing() {
    return StreamEvent.ephemeral(
        stream, "typing", Instant.EPOCH, Audience.members(stream, 1), Map.of());
  }
}
