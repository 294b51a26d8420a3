package io.gumzo.accounts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/**
 * A person as they see themselves; the contract's {@code Me}.
 *
 * @param picture as in {@link Account}
 * @param revision as in {@link Account}
 * @param role {@code user} or {@code admin}
 * @param passwordTemporary an administrator chose the password
 * @param passwordVersion grows with each new password; not for anybody outside
 */
public record Me(
    UUID id,
    String username,
    String displayName,
    String picture,
    long revision,
    Instant createdAt,
    String about,
    String firstName,
    String lastName,
    String email,
    String role,
    boolean emailVerified,
    boolean passwordTemporary,
    @JsonIgnore int passwordVersion) {

  /** What others may see of it. */
  public Profile profile() {
    return new Profile(id, username, displayName, picture, revision, createdAt, about);
  }

  @Override
  public String toString() {
    return "Me[" + id + "]";
  }
}
