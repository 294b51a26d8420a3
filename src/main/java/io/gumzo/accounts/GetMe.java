package io.gumzo.accounts;

import io.gumzo.bus.Command;
import java.util.UUID;

/** The account that asks. Fails with {@code UNAUTHENTICATED} when it is gone. */
public record GetMe(UUID id) {
  public static final Command<GetMe, Me> COMMAND = new Command<>("get-me", GetMe.class, Me.class);
}
