package io.gumzo.messages;

import io.gumzo.bus.Command;
import io.gumzo.json.Json;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One page of a conversation's history. Fails with {@code NOT_A_MEMBER}.
 *
 * @param limit 1–100
 */
public record ReadMessages(UUID conversation, UUID account, Anchor anchor, int limit) {
  public static final Command<ReadMessages, Page> COMMAND =
      new Command<>("read-messages", ReadMessages.class, Page.class);

  /** Where a page lies. */
  public sealed interface Anchor {}

  public record Latest() implements Anchor {}

  public record Before(long position) implements Anchor {}

  public record After(long position) implements Anchor {}

  public record Around(long position) implements Anchor {}

  /**
   * As the contract's schema {@code MessagePage}.
   *
   * @param items messages as JSON, oldest first
   * @param head of the stream when this was read
   */
  public record Page(List<Buffer> items, boolean older, boolean newer, long head) {
    private static final int AROUND_ITEMS = 96;

    List<Message> messages() {
      return items.stream().map(item -> Json.decode(item, Message.class)).toList();
    }

    long firstPosition() {
      return Json.decode(items.getFirst(), Message.class).position();
    }

    Page followedBy(Page next) {
      var all = new ArrayList<>(items);
      all.addAll(next.items);
      return new Page(all, older, next.newer, head);
    }

    Buffer toJson() {
      var json =
          Buffer.buffer(
              AROUND_ITEMS + items.stream().mapToInt(Buffer::length).sum() + items.size());
      json.appendString("{\"items\":[");
      for (int index = 0; index < items.size(); index++) {
        json.appendString(index == 0 ? "" : ",").appendBuffer(items.get(index));
      }
      return json.appendString("],\"older\":" + older)
          .appendString(",\"newer\":" + newer)
          .appendString(",\"head\":" + head + "}");
    }
  }
}
