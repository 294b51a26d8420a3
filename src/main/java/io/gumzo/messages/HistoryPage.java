package io.gumzo.messages;

import io.gumzo.json.Json;
import io.gumzo.messages.ReadMessages.Page;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Makes pages of what was read: one message more than asked for tells that there is more. */
final class HistoryPage {
  /** A page that is longer ends there, with one message at least. */
  private static final int MOST_BYTES = 256 << 10;

  private HistoryPage() {}

  static Page older(List<Buffer> newestFirst, int limit, boolean newer, long head) {
    List<Buffer> items = fitting(newestFirst, limit);
    return new Page(items.reversed(), newestFirst.size() > items.size(), newer, head);
  }

  static Page newer(List<Message> oldestFirst, int limit, boolean older, long head) {
    List<Message> upToHead = upTo(head, oldestFirst);
    List<Buffer> items = fitting(json(upToHead), limit);
    return new Page(items, older, upToHead.size() > items.size(), head);
  }

  static List<Buffer> json(List<Message> messages) {
    return messages.stream().map(Json::encode).toList();
  }

  /** Without what was posted after the head was read. */
  private static List<Message> upTo(long head, List<Message> messages) {
    return messages.stream().filter(message -> message.position() <= head).toList();
  }

  /** The first ones that are a page. */
  private static List<Buffer> fitting(List<Buffer> messages, int limit) {
    int count = 0;
    long bytes = 0;
    while (count < limit && count < messages.size()) {
      bytes += messages.get(count).length();
      if (bytes > MOST_BYTES && count > 0) {
        break;
      }
      count++;
    }
    return messages.subList(0, count);
  }
}
