package io.gumzo.messages;

import io.gumzo.bus.Command;
import java.util.UUID;

/** One message by its id. Fails with {@code NOT_FOUND}, also for who is not in its conversation. */
record ReadMessage(UUID message, UUID account) {
  public static final Command<ReadMessage, Message> COMMAND =
      new Command<>("read-message", ReadMessage.class, Message.class);
}
