package io.gumzo.profiles;

import io.gumzo.accounts.Me;
import io.gumzo.bus.Command;
import java.util.UUID;

/** From now on the person is shown by the letters of their name. */
record RemovePicture(UUID account) {
  static final Command<RemovePicture, Me> COMMAND =
      new Command<>("remove-picture", RemovePicture.class, Me.class);
}
