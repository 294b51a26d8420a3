package io.gumzo.profiles;

import io.gumzo.accounts.Names;
import io.gumzo.json.Blanks;
import io.gumzo.json.Texts;
import io.gumzo.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the contract cannot say about a profile. */
final class ProfileRules {
  /** Controls other than the ends of lines. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n]]");

  private static final Pattern LINE_ENDS = Pattern.compile("\\r\\n?");

  private ProfileRules() {}

  /** Every broken one. An absent value breaks none, an empty one only the contract's. */
  static List<FieldError> broken(String displayName, String about) {
    List<FieldError> broken = new ArrayList<>();
    if (displayName != null && !displayName.isEmpty()) {
      if (!Blanks.paints(displayName)) {
        broken.add(
            new FieldError("displayName", "notBlank", "must hold something that can be seen"));
      }
      if (!Names.isClean(displayName) || !Texts.isWellFormed(displayName)) {
        broken.add(new FieldError("displayName", "characters", "must not hold control characters"));
      }
    }
    if (about != null && (hasControls(about) || !Texts.isWellFormed(about))) {
      broken.add(new FieldError("about", "characters", "must not hold control characters"));
    }
    return broken;
  }

  /**
   * In the form in which it is stored: lines end in one way, blank ones before it and blanks after
   * it are gone.
   */
  static String normaliseAbout(String about) {
    return about == null ? null : Blanks.trimmed(withLineFeeds(about));
  }

  private static boolean hasControls(String text) {
    return CONTROLS.matcher(withLineFeeds(text)).find();
  }

  private static String withLineFeeds(String text) {
    return LINE_ENDS.matcher(text).replaceAll("\n");
  }
}
