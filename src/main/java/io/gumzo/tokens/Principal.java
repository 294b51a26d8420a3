package io.gumzo.tokens;

import java.time.Instant;
import java.util.UUID;

/**
 * Who asks, as an access token says.
 *
 * @param signIn the signed-in device; ends with it
 * @param expiresAt until when the token may be believed
 */
public record Principal(UUID account, UUID signIn, String role, Instant expiresAt) {
  public boolean isAdmin() {
    return "admin".equals(role);
  }
}
