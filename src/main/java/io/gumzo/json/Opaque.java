package io.gumzo.json;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Texts that clients hand back and do not read: base64url without padding. */
public final class Opaque {
  private Opaque() {}

  public static String of(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Throws {@code IllegalArgumentException} when it is not of that form. */
  public static String text(String opaque) {
    return new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.UTF_8);
  }
}
