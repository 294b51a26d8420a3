package io.gumzo.throttle;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Takes one token of a limit. Fails with {@code THROTTLED} and the wait when there is none. While
 * Redis is away each node counts for itself, so this neither fails for that reason nor lets
 * everything through.
 *
 * @param subject whose limit
 */
public record TakeToken(Limit limit, String subject) {
  public static final Command<TakeToken, Void> COMMAND =
      new Command<>("take-token", TakeToken.class, Void.class);

  public static TakeToken of(Limit limit, UUID account) {
    return new TakeToken(limit, account.toString());
  }

  /** For an email, of which nothing is kept but a digest. */
  public static TakeToken to(Limit limit, String email) {
    return new TakeToken(limit, Subjects.login(email));
  }

  /**
   * @param address an IP address; those of one IPv6 network share the limit
   */
  public static TakeToken from(Limit limit, String address) {
    return new TakeToken(limit, Subjects.network(address));
  }
}
