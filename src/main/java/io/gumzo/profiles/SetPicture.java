package io.gumzo.profiles;

import io.gumzo.accounts.Me;
import io.gumzo.bus.Command;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * Gives a person a new picture. Fails with {@code INVALID_REQUEST} when it is none that can be read
 * or is too large, or with {@code THROTTLED}.
 *
 * @param original a JPEG or PNG as it was sent
 */
record SetPicture(UUID account, Buffer original) {
  static final Command<SetPicture, Me> COMMAND =
      new Command<>("set-picture", SetPicture.class, Me.class);

  @Override
  public String toString() {
    return "SetPicture[" + account + "]";
  }
}
