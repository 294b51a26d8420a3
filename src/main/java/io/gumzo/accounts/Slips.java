package io.gumzo.accounts;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** What somebody may have meant who made one mistake in a name. */
final class Slips {
  /** Longer texts are given by their trigrams well enough. */
  private static final int LONGEST = 24;

  /** Of two letters almost any name is one mistake away, unless they are only swapped. */
  private static final int SHORTEST = 3;

  /**
   * What may be in a username, but digits: nobody slips into or out of a number and means a name.
   */
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz._-";

  private final int[] letters;
  private final Set<String> found = new LinkedHashSet<>();

  private Slips(String text) {
    this.letters = text.codePoints().toArray();
  }

  /**
   * Every text that becomes this one by two neighbouring letters in each other's place, by a letter
   * too many, too few, or another one; the latter two for Latin letters alone.
   *
   * @param text a name's key
   * @return about 60 for each letter of the text, which is not among them
   */
  static String[] of(String text) {
    var slips = new Slips(text);
    if (slips.letters.length <= LONGEST) {
      slips.swapped();
    }
    if (slips.letters.length >= SHORTEST && slips.letters.length <= LONGEST) {
      slips.without();
      if (text.codePoints().allMatch(letter -> letter < 128)) {
        LETTERS.codePoints().forEach(slips::with);
      }
    }
    slips.found.remove(text);
    slips.found.remove("");
    return slips.found.toArray(String[]::new);
  }

  private void swapped() {
    for (int at = 0; at + 1 < letters.length; at++) {
      int second = at + 1;
      int first = at;
      add(
          letters.length,
          text -> {
            text.append(letters, 0, first);
            text.add(letters[second]);
            text.add(letters[first]);
            text.append(letters, second + 1, letters.length);
          });
    }
  }

  private void without() {
    for (int each = 0; each < letters.length; each++) {
      int at = each;
      add(
          letters.length - 1,
          text -> {
            text.append(letters, 0, at);
            text.append(letters, at + 1, letters.length);
          });
    }
  }

  private void with(int letter) {
    for (int each = 0; each <= letters.length; each++) {
      int at = each;
      add(
          letters.length + 1,
          text -> {
            text.append(letters, 0, at);
            text.add(letter);
            text.append(letters, at, letters.length);
          });
      if (at < letters.length) {
        add(
            letters.length,
            text -> {
              text.append(letters, 0, at);
              text.add(letter);
              text.append(letters, at + 1, letters.length);
            });
      }
    }
  }

  private void add(int length, Consumer<Text> parts) {
    var text = new Text(new int[length]);
    parts.accept(text);
    found.add(new String(text.letters, 0, length));
  }

  /** Letters, one after the other. */
  private static final class Text {
    private final int[] letters;
    private int length;

    Text(int[] letters) {
      this.letters = letters;
    }

    void add(int letter) {
      letters[length++] = letter;
    }

    void append(int[] from, int start, int end) {
      System.arraycopy(from, start, letters, length, end - start);
      length += end - start;
    }
  }
}
