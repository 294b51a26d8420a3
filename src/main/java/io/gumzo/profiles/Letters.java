package io.gumzo.profiles;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The picture of who has set none: letters on a colour, both of which its id says. Drawn as SVG, so
 * it is sharp at every size.
 */
final class Letters {
  private static final int LONGEST = 16;

  /** Twelve hues of one lightness, on which white can be read, each shaded into the next one. */
  private static final String[][] COLOURS = {
    {"a85772", "85362c"}, {"ab594d", "7d4000"}, {"a36328", "6a4e00"}, {"8e710f", "4b5a00"},
    {"6c7e2a", "15632f"}, {"3e8651", "006555"}, {"008977", "006174"}, {"008598", "005888"},
    {"297cae", "3b4d8f"}, {"5b70b5", "5c4285"}, {"7f64ab", "73396f"}, {"985b93", "813450"}
  };

  private Letters() {}

  /** Their ids begin with a number of at most two digits, those of pictures with a longer one. */
  static boolean isTheirs(String id) {
    return id.indexOf('-') <= 2;
  }

  /**
   * @param id as in a path: {@code <colour>-<letters in base64url>}; anything else fails with
   *     {@code NOT_FOUND}
   */
  static Buffer draw(String id) {
    int dash = id.indexOf('-');
    int colour = Integer.parseInt(id.substring(0, dash));
    if (colour >= COLOURS.length) {
      throw Problem.of(ProblemType.NOT_FOUND);
    }
    return Buffer.buffer(svg(COLOURS[colour], escape(letters(id.substring(dash + 1)))));
  }

  private static String svg(String[] colours, String letters) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">\
        <defs><linearGradient id="c" x1="0" y1="0" x2="1" y2="1">\
        <stop stop-color="#%s"/><stop offset="1" stop-color="#%s"/></linearGradient></defs>\
        <rect width="100" height="100" fill="url(#c)"/>\
        <text x="50" y="51" text-anchor="middle" dominant-baseline="central" fill="#fff" \
        font-family="ui-rounded, 'SF Pro Rounded', Nunito, system-ui, 'Segoe UI', Roboto, sans-serif" \
        font-size="38" font-weight="650">%s</text></svg>
        """
        .formatted(colours[0], colours[1], letters);
  }

  private static String letters(String base64) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(base64);
      String letters =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (letters.isBlank() || letters.length() > LONGEST || hasControls(letters)) {
        throw Problem.of(ProblemType.NOT_FOUND);
      }
      return letters;
    } catch (IllegalArgumentException | CharacterCodingException garbage) {
      throw Problem.of(ProblemType.NOT_FOUND);
    }
  }

  /** Also what XML has no way to write. */
  private static boolean hasControls(String letters) {
    return letters
        .codePoints()
        .anyMatch(one -> Character.isISOControl(one) || (one & 0xFFFE) == 0xFFFE);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
