package io.gumzo.streams;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a conversation's stream that one member does not see, because they blocked the other
 * one while these were written; none for nearly everybody. Positions stay without holes: an event
 * {@code message-withheld} stands for each message.
 *
 * @param parts in order, apart from each other
 */
public record Withheld(List<Part> parts) {
  public static final Withheld NOTHING = new Withheld(List.of());

  /** Columns for {@link #of}; of a query in which {@code r} is the row of the member. */
  public static final String COLUMNS =
      """
      CASE WHEN r.withheld THEN array(
        SELECT x.after_position FROM silences x
         WHERE x.conversation_id = r.conversation_id AND x.account_id = r.account_id
         ORDER BY x.from_version) END AS withheld_after,
      CASE WHEN r.withheld THEN array(
        SELECT coalesce(x.up_to, 9223372036854775807) FROM silences x
         WHERE x.conversation_id = r.conversation_id AND x.account_id = r.account_id
         ORDER BY x.from_version) END AS withheld_to\
      """;

  /**
   * A condition: the position (%s) is withheld from the member whose row is {@code r}. Nothing is
   * looked up for the others.
   */
  public static final String COVERS =
      """
      (r.withheld AND EXISTS (
        SELECT FROM silences x
         WHERE x.conversation_id = r.conversation_id AND x.account_id = r.account_id
           AND %1$s > x.after_position AND %1$s <= coalesce(x.up_to, 9223372036854775807)))\
      """;

  private static final String POSTED = "message-posted";
  private static final String WITHHELD = "message-withheld";

  /** {@code after < position <= upTo}; up to the largest number while the block lasts. */
  public record Part(long after, long upTo) {}

  /** The data of the event that stands for a message. */
  private record Number(long number) {}

  public static Withheld of(Row row) {
    Long[] after = row.getArrayOfLongs("withheld_after");
    if (after == null) {
      return NOTHING;
    }
    Long[] upTo = row.getArrayOfLongs("withheld_to");
    var parts = new ArrayList<Part>(after.length);
    for (int index = 0; index < after.length; index++) {
      parts.add(new Part(after[index], upTo[index]));
    }
    return new Withheld(List.copyOf(parts));
  }

  public boolean isNothing() {
    return parts.isEmpty();
  }

  /** Where the stream ends for the member. */
  public long head(long head) {
    return parts.isEmpty() || parts.getLast().upTo() < Long.MAX_VALUE
        ? head
        : Math.min(head, parts.getLast().after());
  }

  /** What lies between the parts, and around them. */
  public List<Part> shown() {
    var shown = new ArrayList<Part>(parts.size() + 1);
    long after = 0;
    for (Part part : parts) {
      if (part.after() > after) {
        shown.add(new Part(after, part.after()));
      }
      after = part.upTo();
    }
    if (after < Long.MAX_VALUE) {
      shown.add(new Part(after, Long.MAX_VALUE));
    }
    return shown;
  }

  /** A page of the stream as the member sees it. */
  Streams.EventPage page(Streams.EventPage page) {
    if (isNothing()) {
      return page;
    }
    long head = head(page.head());
    return new Streams.EventPage(
        page.events().stream()
            .filter(event -> event.position() <= head)
            .map(event -> covers(event.position()) ? standIn(event) : event)
            .toList(),
        head);
  }

  private boolean covers(long position) {
    return parts.stream().anyMatch(part -> position > part.after() && position <= part.upTo());
  }

  /** Neither what was written is told nor when: its time is that of the epoch. */
  private static StreamEvent standIn(StreamEvent event) {
    if (!event.type().equals(POSTED)) {
      return event;
    }
    long number = new JsonObject(event.json()).getJsonObject("data").getLong("number");
    return StreamEvent.of(
        event.stream(),
        event.position(),
        WITHHELD,
        Instant.EPOCH,
        event.audience(),
        new Number(number));
  }
}
