package io.gumzo.messages;

import io.gumzo.messages.ReadMessages.Anchor;
import io.gumzo.messages.ReadMessages.Before;
import io.gumzo.messages.ReadMessages.Latest;
import io.gumzo.messages.ReadMessages.Page;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Where a simple socket begins to show its conversation. */
final class UserChatStart {
  private static final int MOST_PAGE = 100;

  private final UserChatSupport support;
  private final UUID account;
  private final UUID conversation;
  private Long after;

  /**
   * @param after the number of the last message that the client has; null when it is new. One that
   *     the conversation has not reached is no message of it: such a client is new, too
   */
  UserChatStart(UserChatSupport support, UUID account, UUID conversation, Long after) {
    this.support = support;
    this.account = account;
    this.conversation = conversation;
    this.after = after;
  }

  /**
   * @param missed how many messages that the client has not are older than the first one shown
   * @param messages to show at once; empty when they are more than a page
   * @param position in the stream up to which they go; from there it is read on
   */
  record Begin(long missed, List<Message> messages, long position) {}

  UUID conversation() {
    return conversation;
  }

  /** The messages themselves are kept only when one page has them all: pages are small. */
  Future<Begin> read() {
    return page(new Latest(), support.recent())
        .compose(
            latest -> {
              if (after != null && after > lastNumber(latest)) {
                after = null;
              }
              List<Message> fresh = fresh(latest);
              return isComplete(latest, fresh.size())
                  ? Future.succeededFuture(new Begin(missed(fresh), fresh, latest.head()))
                  : before(latest, support.recent() - fresh.size());
            });
  }

  private Future<Begin> before(Page page, int wanted) {
    Message first = fresh(page).getFirst();
    return page(new Before(first.position()), wanted)
        .compose(
            older -> {
              List<Message> fresh = fresh(older);
              if (fresh.isEmpty()) {
                return Future.succeededFuture(beginAt(first));
              }
              return isComplete(older, support.recent() - wanted + fresh.size())
                  ? Future.succeededFuture(beginAt(fresh.getFirst()))
                  : before(older, wanted - fresh.size());
            });
  }

  private Begin beginAt(Message first) {
    return new Begin(missed(List.of(first)), List.of(), first.position() - 1);
  }

  private boolean isComplete(Page page, int shown) {
    List<Message> fresh = fresh(page);
    return shown >= support.recent()
        || !page.older()
        || fresh.size() < page.items().size()
        || fresh.isEmpty();
  }

  private static long lastNumber(Page latest) {
    List<Message> messages = latest.messages();
    return messages.isEmpty() ? 0 : messages.getLast().number();
  }

  /** Those that the client has not. */
  private List<Message> fresh(Page page) {
    return page.messages().stream()
        .filter(message -> after == null || message.number() > after)
        .toList();
  }

  private long missed(List<Message> shown) {
    return after == null || shown.isEmpty() ? 0 : shown.getFirst().number() - after - 1;
  }

  private Future<Page> page(Anchor anchor, int wanted) {
    return support
        .bus()
        .ask(
            ReadMessages.COMMAND,
            new ReadMessages(conversation, account, anchor, Math.min(wanted, MOST_PAGE)));
  }
}
