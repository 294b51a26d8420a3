package io.gumzo.messages;

import io.gumzo.json.Blanks;
import io.gumzo.json.Texts;
import io.gumzo.problem.Problem;

/** What the contracts cannot say of a text. */
public final class MessageText {
  private MessageText() {}

  /**
   * As it is stored: without blank lines before it and blanks after it. Throws {@code
   * INVALID_REQUEST} with the broken rule.
   *
   * @param field as the contract names it
   */
  public static String clean(String field, String text, int maxChars) {
    if (text.indexOf('\u0000') >= 0) {
      throw Problem.invalid(field, "nul", "must not hold the character NUL");
    }
    if (!Texts.isWellFormed(text)) {
      throw Problem.invalid(field, "unicode", "must not hold half of a surrogate pair");
    }
    String trimmed = Blanks.trimmed(text);
    if (trimmed.isEmpty()) {
      throw Problem.invalid(field, "notBlank", "must hold something that can be seen");
    }
    if (trimmed.codePointCount(0, trimmed.length()) > maxChars) {
      throw Problem.invalid(field, "maxLength", "must have at most " + maxChars + " characters");
    }
    return trimmed;
  }
}
