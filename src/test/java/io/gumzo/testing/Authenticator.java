package io.gumzo.testing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app that knows one secret, written anew from RFC 6238 and RFC 4648. */
public final class Authenticator {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private final byte[] secret;
  private long used;

  private Authenticator(byte[] secret) {
    this.secret = secret;
  }

  /**
   * @param secret in base32, with blanks or without
   */
  public static Authenticator of(String secret) {
    String plain = secret.replace(" ", "");
    var bytes = ByteBuffer.allocate(plain.length() * 5 / 8);
    int held = 0;
    int bits = 0;
    for (char each : plain.toCharArray()) {
      held = held << 5 | BASE32.indexOf(each);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (held >> bits));
        held &= (1 << bits) - 1;
      }
    }
    return new Authenticator(bytes.array());
  }

  /** What it shows now. */
  public String code() {
    used = now();
    return code(used);
  }

  /** What {@link #code} gave the last time. */
  public String usedCode() {
    return code(used);
  }

  /** One that was not used yet: that of the next half minute is taken already. */
  public String nextCode() {
    used = Math.max(used, now()) + 1;
    return code(used);
  }

  private static long now() {
    return Instant.now().getEpochSecond() / 30;
  }

  private String code(long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & Integer.MAX_VALUE;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
