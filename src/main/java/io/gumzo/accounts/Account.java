package io.gumzo.accounts;

import java.time.Instant;
import java.util.UUID;

/**
 * A person as others see them; the contract's {@code Account}.
 *
 * @param username empty when the account was deleted; so is the display name
 * @param picture the path of their picture, also when they have set none
 * @param revision grows with every change of the profile: of two copies the larger one is newer
 */
public record Account(
    UUID id,
    String username,
    String displayName,
    String picture,
    long revision,
    Instant createdAt) {

  /** True when it was deleted. */
  public boolean hasLeft() {
    return username.isEmpty();
  }
}
