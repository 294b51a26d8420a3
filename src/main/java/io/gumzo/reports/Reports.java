package io.gumzo.reports;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gumzo.accounts.Account;
import io.gumzo.bus.Command;
import io.gumzo.messages.Message;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What may be asked about reports. */
final class Reports {
  /**
   * Keeps a report. Fails with {@code NOT_FOUND} for an unknown account, with {@code NOT_A_MEMBER}
   * unless the conversation is one of the reporter and the account, and with {@code THROTTLED}.
   */
  static final Command<Add, Added> ADD = new Command<>("add-report", Add.class, Added.class);

  /** The latest first. */
  static final Command<ListAll, Page> LIST =
      new Command<>("list-reports", ListAll.class, Page.class);

  private Reports() {}

  enum Reason {
    @JsonProperty("spam")
    SPAM,
    @JsonProperty("abuse")
    ABUSE,
    @JsonProperty("impersonation")
    IMPERSONATION,
    @JsonProperty("other")
    OTHER;

    static Reason of(String slug) {
      return valueOf(slug.toUpperCase(Locale.ROOT));
    }

    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param conversation the one that it is about, or null
   * @param comment empty for none
   */
  record Add(UUID reporter, UUID account, UUID conversation, Reason reason, String comment) {
    @Override
    public String toString() {
      return "Add[" + account + ", " + reason + "]";
    }
  }

  record Added(UUID id, Instant at) {}

  /**
   * @param cursor of the page before, or null
   */
  record ListAll(String cursor, int limit) {}

  /**
   * As the contract's schema {@code Report}.
   *
   * @param messages the last ones of the account that the reporter saw there; oldest first
   */
  record Report(
      UUID id,
      Instant at,
      Account reporter,
      Account account,
      Reason reason,
      String comment,
      UUID conversationId,
      List<Message> messages) {
    @Override
    public String toString() {
      return "Report[" + id + "]";
    }
  }

  /**
   * As the contract's schema {@code ReportPage}.
   *
   * @param next null on the last page
   */
  record Page(List<Report> items, String next) {}
}
