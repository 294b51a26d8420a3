package io.gumzo.messages;

import io.gumzo.bus.Command;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * Appends one message of 1–16,000 characters. The same {@code clientId} from the same sender
 * answers the first message again. Answers after the commit. Fails with {@code NOT_A_MEMBER},
 * {@code NOT_CONTACTS}, {@code THROTTLED} with the wait, or {@code UNAVAILABLE}; then it may be
 * sent again.
 */
public record PostMessage(UUID conversation, UUID sender, UUID clientId, String text) {
  public static final Command<PostMessage, Posted> COMMAND =
      new Command<>("post-message", PostMessage.class, Posted.class);

  /**
   * @param json the message as the contracts give it, encoded once; never to be changed
   * @param isNew false when this client id was posted before
   */
  public record Posted(Message message, Buffer json, boolean isNew) {}

  PostMessage withText(String other) {
    return new PostMessage(conversation, sender, clientId, other);
  }

  @Override
  public String toString() {
    return "PostMessage[" + conversation + "]";
  }
}
