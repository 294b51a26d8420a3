package io.gumzo.streams;

import io.gumzo.bus.Command;
import java.util.UUID;

/** Succeeds for a member of the conversation, else fails with {@code NOT_A_MEMBER}. */
public record CheckMember(UUID conversation, UUID account) {
  public static final Command<CheckMember, Void> COMMAND =
      new Command<>("check-member", CheckMember.class, Void.class);
}
