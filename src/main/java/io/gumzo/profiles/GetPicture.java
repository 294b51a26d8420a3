package io.gumzo.profiles;

import io.gumzo.bus.Command;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * The bytes of a picture that was set, a JPEG. Fails with {@code NOT_FOUND}.
 *
 * @param size 64, 256 or 512
 */
record GetPicture(UUID picture, int size) {
  static final Command<GetPicture, Buffer> COMMAND =
      new Command<>("get-picture", GetPicture.class, Buffer.class);
}
