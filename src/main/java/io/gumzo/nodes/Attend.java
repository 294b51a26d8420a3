package io.gumzo.nodes;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Says how many sessions an account has on this node, so that other nodes send its events here.
 * Answers when the directory holds it; fails with {@code UNAVAILABLE} when it could not be told now
 * (it is told again as soon as it can be, and the sweep delivers meanwhile).
 *
 * @param sessions an absolute count; 0 takes the account out
 */
public record Attend(UUID account, int sessions) {
  public static final Command<Attend, Void> COMMAND =
      new Command<>("attend", Attend.class, Void.class);
}
