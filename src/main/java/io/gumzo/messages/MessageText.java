package io.gumzo.messages;

import io.gumzo.json.Texts;
import io.gumzo.problem.Problem;

/** What the contracts cannot say of a text. */
public final class MessageText {
  private MessageText() {}

  /**
   * Throws {@code INVALID_REQUEST} with the broken rule.
   *
   * @param field as the contract names it
   */
  public static void check(String field, String text, int maxChars) {
    if (text.indexOf('\u0000') >= 0) {
      throw Problem.invalid(field, "nul", "must not hold the character NUL");
    }
    if (!Texts.isWellFormed(text)) {
      throw Problem.invalid(field, "unicode", "must not hold half of a surrogate pair");
    }
    if (text.codePointCount(0, text.length()) > maxChars) {
      throw Problem.invalid(field, "maxLength", "must have at most " + maxChars + " characters");
    }
    if (text.isBlank()) {
      throw Problem.invalid(field, "blank", "must not be blank");
    }
  }
}
