package io.gumzo.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.gumzo.streams.Audience;
import io.gumzo.streams.StreamEvent;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class FrameTest {
  private static final UUID SENDER = UUID.randomUUID();

  @Property(tries = 300)
  void what_is_encoded_is_decoded(
      @ForAll("events") @Size(max = 20) List<StreamEvent> events,
      @ForAll long link,
      @ForAll @LongRange(min = 1) long number) {
    assertThat(Frame.decode(encode(link, number, events)))
        .isEqualTo(new Frame(SENDER, link, number, events, 0));
  }

  @Property(tries = 1_000)
  void garbage_is_refused_and_nothing_else_happens(@ForAll @Size(max = 300) byte[] garbage) {
    refusedOrRead(Buffer.buffer(garbage));
  }

  @Property(tries = 1_000)
  void a_frame_with_one_byte_changed_is_refused_or_read(
      @ForAll("events") @Size(min = 1, max = 3) List<StreamEvent> events,
      @ForAll @IntRange(max = 100_000) int at,
      @ForAll byte value) {
    Buffer frame = encode(1, 1, events);
    refusedOrRead(frame.setByte(at % frame.length(), value));
  }

  @Property(tries = 300)
  void a_frame_that_is_cut_short_is_refused(
      @ForAll("events") @Size(min = 1, max = 3) List<StreamEvent> events,
      @ForAll @IntRange(max = 100_000) int length) {
    Buffer frame = encode(1, 1, events);
    Buffer part = frame.getBuffer(0, length % frame.length());
    assertThatThrownBy(() -> Frame.decode(part)).isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void an_entry_of_an_unknown_name_is_passed_over_and_counted() {
    StreamEvent event = TestNode.event(UUID.randomUUID(), 3);
    Buffer novelty =
        Buffer.buffer()
            .appendUnsignedByte((short) 7)
            .appendString("novelty")
            .appendInt(3)
            .appendBytes(new byte[] {1, 2, 3});
    var entries = List.of(novelty, Frame.entry(event));
    Frame frame = Frame.decode(Frame.encode(SENDER, 1, 1, entries, 0));
    assertThat(frame.events()).containsExactly(event);
    assertThat(frame.unknown()).isEqualTo(1);
    assertThat(frame.isBeat()).isFalse();
  }

  @Example
  void a_length_beyond_the_bound_is_refused_before_anything_is_made_of_it() {
    Buffer entry =
        Buffer.buffer()
            .appendUnsignedByte((short) 1)
            .appendString("x")
            .appendInt(Integer.MAX_VALUE);
    Buffer frame = Frame.encode(SENDER, 1, 1, List.of(entry), 0);
    assertThatThrownBy(() -> Frame.decode(frame)).hasMessage("a length out of bounds");
  }

  @Provide
  Arbitrary<List<StreamEvent>> events() {
    Arbitrary<UUID> ids = Arbitraries.create(UUID::randomUUID);
    Arbitrary<Audience> audiences =
        Combinators.combine(ids, Arbitraries.longs().between(0, Long.MAX_VALUE)).as(Audience::new);
    Arbitrary<Instant> times =
        Combinators.combine(
                Arbitraries.longs().between(0, 4_000_000_000L),
                Arbitraries.integers().between(0, 999_999_999))
            .as(Instant::ofEpochSecond);
    return Combinators.combine(
            ids,
            Arbitraries.longs().between(1, Long.MAX_VALUE),
            Arbitraries.strings().ofMinLength(1).ofMaxLength(60),
            times,
            audiences,
            Arbitraries.strings().ofMinLength(1).map(Buffer::buffer))
        .as(StreamEvent::new)
        .list();
  }

  private static void refusedOrRead(Buffer bytes) {
    try {
      Frame.decode(bytes);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    } catch (RuntimeException other) {
      fail("neither read nor refused", other);
    }
  }

  private static Buffer encode(long link, long number, List<StreamEvent> events) {
    var entries = new ArrayList<Buffer>();
    events.forEach(event -> entries.add(Frame.entry(event)));
    return Frame.encode(SENDER, link, number, entries, 0);
  }
}
