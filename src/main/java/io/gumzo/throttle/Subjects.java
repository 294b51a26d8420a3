package io.gumzo.throttle;

import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** Whom a limit counts for, as it stands in a key. */
final class Subjects {
  private static final int NETWORK_BYTES = 8;
  private static final int DIGEST_BYTES = 16;
  private static final byte[] IPV4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private Subjects() {}

  /** The IPv4 address; of IPv6 the first 64 bits, since one machine has all that follow them. */
  static String network(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null) {
      return digest(address);
    }
    int start = isIpv4Mapped(bytes) ? 12 : 0;
    int end = bytes.length == 4 ? 4 : start == 12 ? 16 : NETWORK_BYTES;
    return HexFormat.of().formatHex(bytes, start, end);
  }

  private static boolean isIpv4Mapped(byte[] bytes) {
    return bytes.length == 16 && Arrays.equals(bytes, 0, 12, IPV4_MAPPED, 0, 12);
  }

  /** The same for every spelling of a login that reaches the same account; tells nothing of it. */
  static String login(String login) {
    return digest(
        Normalizer.normalize(login.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
  }

  static String digest(String text) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(whole, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
