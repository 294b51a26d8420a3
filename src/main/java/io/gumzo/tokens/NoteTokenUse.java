package io.gumzo.tokens;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * An access token was used that came with a refresh token of that generation: the refresh token
 * before is no longer good. Served by the sessions.
 */
public record NoteTokenUse(UUID signIn, long generation) {
  public static final Command<NoteTokenUse, Void> COMMAND =
      new Command<>("note-token-use", NoteTokenUse.class, Void.class);
}
