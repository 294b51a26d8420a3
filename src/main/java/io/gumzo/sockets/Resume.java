package io.gumzo.sockets;

import io.gumzo.bus.Command;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What {@code ready} tells. Served by the conversations.
 *
 * @param since the time that an earlier {@code ready} gave; null returns no conversations
 */
public record Resume(UUID account, Instant since) {
  public static final Command<Resume, Heads> COMMAND =
      new Command<>("resume", Resume.class, Heads.class);

  /**
   * @param at the database's clock: the next {@code since}
   * @param personalHead the last position of the personal stream
   * @param conversations snapshots of those that changed since, with overlap
   * @param more more changed than are here
   */
  public record Heads(Instant at, long personalHead, List<Object> conversations, boolean more) {}
}
