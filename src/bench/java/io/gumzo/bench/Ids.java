package io.gumzo.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that Java and SQL work out alike, spread as random ones are: {@code md5('a17')::uuid}. */
final class Ids {
  static final char ACCOUNT = 'a';
  static final char CONVERSATION = 'c';

  private Ids() {}

  static UUID account(int number) {
    return id(ACCOUNT, number);
  }

  static UUID conversation(int number) {
    return id(CONVERSATION, number);
  }

  /** The SQL of the same; {@code number} is an expression. */
  static String sql(char kind, String number) {
    return "md5('%s' || (%s))::uuid".formatted(kind, number);
  }

  private static UUID id(char kind, int number) {
    try {
      byte[] hash =
          MessageDigest.getInstance("MD5")
              .digest((kind + Integer.toString(number)).getBytes(StandardCharsets.US_ASCII));
      var bytes = ByteBuffer.wrap(hash);
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
