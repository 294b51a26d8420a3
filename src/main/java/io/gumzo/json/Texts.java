package io.gumzo.json;

/** What JSON lets into a text and nothing behind it takes. */
public final class Texts {
  private Texts() {}

  /** False with half of a surrogate pair: it has no form in UTF-8 and would be stored as "?". */
  public static boolean isWellFormed(String text) {
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (Character.isHighSurrogate(unit)
          && index + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(index + 1))) {
        index++;
      } else if (Character.isSurrogate(unit)) {
        return false;
      }
    }
    return true;
  }
}
