package io.gumzo.messages;

import io.gumzo.bus.Command;
import io.vertx.core.buffer.Buffer;

/**
 * Posts a message that needs something else first: that its conversation is shown to the other one,
 * or that its sender accepts it. Fails with {@code NOT_A_MEMBER}, or with {@code NOT_CONTACTS} when
 * the sender may not write there.
 */
public record PostFirst(PostMessage post) {
  public static final Command<PostFirst, Done> COMMAND =
      new Command<>("post-first-message", PostFirst.class, Done.class);

  /**
   * The message is committed, and not told yet.
   *
   * @param json the message, encoded
   * @param audience the version of the member list under which it was written
   * @param isNew false when its client id was posted before
   */
  public record Done(Message message, Buffer json, long audience, boolean isNew) {}
}
