package io.gumzo.contacts;

import io.gumzo.accounts.Account;
import io.gumzo.bus.Command;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What may be asked about contacts. Whoever is named and does not exist is {@code NOT_FOUND}. */
public final class Contacts {
  /**
   * Asks somebody to become a contact. When the other has asked already, they are contacts at once.
   * Asking again answers what is.
   */
  public static final Command<Ask, Asked> REQUEST =
      new Command<>("request-contact", Ask.class, Asked.class);

  /**
   * Makes contacts of the two and posts the first message. Fails with {@code NOT_FOUND} when there
   * is no request any more; of two devices the second one's is fulfilled already.
   */
  public static final Command<Answer, Relation> ACCEPT =
      new Command<>("accept-contact-request", Answer.class, Relation.class);

  /** Fails with {@code NOT_FOUND} when there is no request any more. */
  static final Command<Decline, Void> DECLINE =
      new Command<>("decline-contact-request", Decline.class, Void.class);

  /** Takes one's own request back. Fails with {@code NOT_FOUND} when it does not wait any more. */
  static final Command<Cancel, Void> CANCEL =
      new Command<>("cancel-contact-request", Cancel.class, Void.class);

  /** Ends being contacts, for both. Fails with {@code NOT_FOUND} when they are none. */
  static final Command<Remove, Void> REMOVE =
      new Command<>("remove-contact", Remove.class, Void.class);

  /** Wants nothing to do with somebody, who is not told. Doing so again changes nothing. */
  static final Command<Block, Void> BLOCK = new Command<>("block-account", Block.class, Void.class);

  static final Command<Unblock, Void> UNBLOCK =
      new Command<>("unblock-account", Unblock.class, Void.class);

  static final Command<Relate, Relation> RELATE =
      new Command<>("get-relation", Relate.class, Relation.class);

  static final Command<ListContacts, Page> LIST =
      new Command<>("list-contacts", ListContacts.class, Page.class);

  static final Command<ListRequests, Page> LIST_REQUESTS =
      new Command<>("list-contact-requests", ListRequests.class, Page.class);

  static final Command<ListBlocks, Page> LIST_BLOCKS =
      new Command<>("list-blocks", ListBlocks.class, Page.class);

  private Contacts() {}

  /**
   * @param message the first message, of 1–16,000 characters, or null
   */
  public record Ask(UUID account, UUID other, String message) {
    @Override
    public String toString() {
      return "Ask[" + account + ", " + other + "]";
    }
  }

  /**
   * @param isNew false when this changed nothing
   */
  public record Asked(Relation relation, boolean isNew) {}

  public record Answer(UUID account, UUID other) {}

  record Decline(UUID account, UUID other) {}

  record Cancel(UUID account, UUID other) {}

  record Remove(UUID account, UUID other) {}

  record Block(UUID account, UUID other) {}

  record Unblock(UUID account, UUID other) {}

  record Relate(UUID account, UUID other) {}

  /** By display name. */
  record ListContacts(UUID account, String cursor, int limit) {}

  /** The latest first. */
  record ListRequests(UUID account, boolean incoming, String cursor, int limit) {}

  /** The latest first. */
  record ListBlocks(UUID account, String cursor, int limit) {}

  /**
   * One person in a list.
   *
   * @param message of a request, or null
   * @param at since when, or when it was requested
   */
  record Entry(Account account, String message, Instant at) {
    @Override
    public String toString() {
      return "Entry[" + account.id() + "]";
    }
  }

  /**
   * As the contract's {@code ContactPage}.
   *
   * @param next null on the last page
   */
  record Page(List<Entry> items, String next) {}
}
