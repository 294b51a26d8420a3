package io.gumzo.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * Secrets of refresh tokens: each follows from the token before and a salt, by HMAC-SHA256 with a
 * key that is derived from the nodes' signing keys. So every node can repeat an answer that was
 * lost, and no token is stored. The token before, the salt of the database and a signing key are
 * needed together.
 */
public final class Successors {
  /** How long a refresh token may be used again while its successor is not. */
  public static final Duration GRACE = Duration.ofSeconds(60);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] LABEL =
      "gumzo successors of refresh tokens 1".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT_BYTES = 16;

  private final List<byte[]> keys;

  private Successors(List<byte[]> keys) {
    this.keys = keys;
  }

  static Successors of(SigningKeys keys) {
    return new Successors(
        keys.keys().stream()
            .filter(SigningKey::canSign)
            .map(key -> Hmac.sha256(key.privateHalf(), LABEL))
            .toList());
  }

  public static byte[] newSalt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return salt;
  }

  /**
   * 256 bits for each signing key. The first key makes new ones; the others are of tokens that were
   * made before a change of the keys.
   */
  public List<byte[]> secrets(byte[] token, byte[] salt) {
    byte[] data = ByteBuffer.allocate(salt.length + token.length).put(salt).put(token).array();
    return keys.stream().map(key -> Hmac.sha256(key, data)).toList();
  }
}
