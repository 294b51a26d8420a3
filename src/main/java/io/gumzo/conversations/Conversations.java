package io.gumzo.conversations;

import io.gumzo.bus.Command;
import java.util.List;
import java.util.UUID;

/** What may be asked about conversations. */
public final class Conversations {
  /**
   * Opens the one conversation of a pair. Where there is none yet, fails with {@code NOT_FOUND} for
   * an unknown account, with {@code NOT_CONTACTS} when the two are not contacts and the other one
   * takes messages from contacts only, and with {@code FORBIDDEN} for whom the account blocks.
   */
  public static final Command<Create, Created> CREATE =
      new Command<>("create-conversation", Create.class, Created.class);

  /** Fails with {@code NOT_A_MEMBER}. */
  public static final Command<Get, Conversation> GET =
      new Command<>("get-conversation", Get.class, Conversation.class);

  /** The latest activity first. */
  public static final Command<ListMine, Page> LIST =
      new Command<>("list-conversations", ListMine.class, Page.class);

  /** Fails with {@code NOT_A_MEMBER}, or {@code INVALID_REQUEST} past the head. */
  public static final Command<MarkRead, ReadState> MARK_READ =
      new Command<>("mark-read", MarkRead.class, ReadState.class);

  /**
   * The account takes what the other one of a conversation of two writes, whatever its settings
   * say. Doing so again changes nothing. Fails with {@code NOT_A_MEMBER}.
   */
  static final Command<Accept, Void> ACCEPT =
      new Command<>("accept-conversation", Accept.class, Void.class);

  private Conversations() {}

  public record Create(UUID account, UUID other) {}

  public record Created(Conversation conversation, boolean isNew) {}

  public record Get(UUID account, UUID conversation) {}

  record Accept(UUID account, UUID conversation) {}

  /**
   * @param cursor of the page before, or null
   */
  public record ListMine(UUID account, String cursor, int limit) {}

  /**
   * As the contract's schema {@code ConversationPage}.
   *
   * @param next null on the last page
   */
  public record Page(List<Conversation> items, String next) {}

  /**
   * @param position never moves the mark back
   */
  public record MarkRead(UUID account, UUID conversation, long position) {}
}
