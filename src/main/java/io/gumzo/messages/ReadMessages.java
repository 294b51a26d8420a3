package io.gumzo.messages;

import io.gumzo.bus.Command;
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
   * @param items oldest first
   * @param head of the stream when this was read
   */
  public record Page(List<Message> items, boolean older, boolean newer, long head) {}
}
