package io.gumzo.streams;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * What is withheld from a member of the conversation; anybody else fails with {@code NOT_A_MEMBER}.
 */
public record CheckMember(UUID conversation, UUID account) {
  public static final Command<CheckMember, Withheld> COMMAND =
      new Command<>("check-member", CheckMember.class, Withheld.class);
}
