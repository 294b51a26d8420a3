package io.gumzo.sessions;

import io.gumzo.json.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Codes for the day when the other device is lost: 80 random bits each, so that their hashes can be
 * kept without a salt. Shown once, in groups of four.
 */
record RecoveryCodes(List<String> recoveryCodes) {
  static final int COUNT = 10;

  /** With the marks of direction that come along where a code is copied. */
  private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\p{Cf}]");

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 10;

  static RecoveryCodes make() {
    return new RecoveryCodes(Stream.generate(RecoveryCodes::one).limit(COUNT).toList());
  }

  byte[][] hashes() {
    return recoveryCodes.stream().map(RecoveryCodes::hash).toArray(byte[][]::new);
  }

  /** However it was typed: with or without dashes and blanks, in any case. */
  static byte[] hash(String code) {
    String plain = plain(code).toLowerCase(Locale.ROOT);
    try {
      return MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** As people type codes: blanks and dashes mean nothing, and digits may be of any script. */
  static String plain(String code) {
    return Texts.withPlainDigits(BETWEEN.matcher(code).replaceAll(""));
  }

  private static String one() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    String text = Totp.base32(bytes).toLowerCase(Locale.ROOT);
    return text.replaceAll("(.{4})(?!$)", "$1-");
  }

  @Override
  public String toString() {
    return "RecoveryCodes[…]";
  }
}
