package io.gumzo.sessions;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * One link in the chain of a sign-in's tokens: whose it is, the how-manieth, 128 random bits that
 * all of the family share (so that nobody can make up an old one) and 256 that are its own. Only
 * digests are stored.
 */
final class RefreshToken {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int GENERATION = 2 * Long.BYTES;
  private static final int FAMILY = GENERATION + Long.BYTES;
  private static final int SECRET = FAMILY + 16;
  private static final int END = SECRET + 32;

  private final byte[] bytes;

  private RefreshToken(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The first of a new family. */
  static RefreshToken first(UUID signIn) {
    byte[] bytes = new byte[END];
    RANDOM.nextBytes(bytes);
    ByteBuffer.wrap(bytes)
        .putLong(signIn.getMostSignificantBits())
        .putLong(signIn.getLeastSignificantBits())
        .putLong(1);
    return new RefreshToken(bytes);
  }

  /** The next one, with that secret of 256 bits. */
  RefreshToken next(byte[] secret) {
    byte[] following = bytes.clone();
    ByteBuffer.wrap(following).putLong(GENERATION, generation() + 1).put(SECRET, secret);
    return new RefreshToken(following);
  }

  /** Empty when the text cannot be one. */
  static Optional<RefreshToken> parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return bytes.length == END ? Optional.of(new RefreshToken(bytes)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  UUID signIn() {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  long generation() {
    return ByteBuffer.wrap(bytes).getLong(GENERATION);
  }

  byte[] familyDigest() {
    return sha256(Arrays.copyOfRange(bytes, FAMILY, SECRET));
  }

  byte[] digest() {
    return sha256(bytes);
  }

  /** All of it. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** As the client keeps it. */
  String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "RefreshToken[" + signIn() + "]";
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
