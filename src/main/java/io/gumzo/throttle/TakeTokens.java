package io.gumzo.throttle;

import io.gumzo.bus.Command;
import java.util.List;

/**
 * Takes one token of a limit for each subject, in one call: who asks for many gathers them. A
 * subject that is named twice takes two. While Redis is away each node counts for itself.
 */
public record TakeTokens(Limit limit, List<String> subjects) {
  public static final Command<TakeTokens, Waits> COMMAND =
      new Command<>("take-tokens", TakeTokens.class, Waits.class);

  /**
   * @param millis for each subject, in order, 0 when a token was taken, else how long to wait
   */
  public record Waits(List<Long> millis) {}
}
