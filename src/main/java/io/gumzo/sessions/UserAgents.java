package io.gumzo.sessions;

import java.util.List;

/** What a {@code User-Agent} header tells of a device, in words that a person knows. */
final class UserAgents {
  /** What the header holds, and what it means; the first that is found counts. */
  private record Sign(String part, String meaning) {}

  /** Everybody claims to be Mozilla and Safari, so those who claim most come last. */
  private static final List<Sign> CLIENTS =
      List.of(
          new Sign("Edg", "Edge"),
          new Sign("OPR/", "Opera"),
          new Sign("SamsungBrowser/", "Samsung Internet"),
          new Sign("Firefox/", "Firefox"),
          new Sign("FxiOS/", "Firefox"),
          new Sign("CriOS/", "Chrome"),
          new Sign("Chrome/", "Chrome"),
          new Sign("Safari/", "Safari"),
          new Sign("curl/", "curl"));

  private static final List<Sign> SYSTEMS =
      List.of(
          new Sign("Android", "Android"),
          new Sign("iPhone", "iPhone"),
          new Sign("iPad", "iPad"),
          new Sign("Windows", "Windows"),
          new Sign("Mac OS X", "macOS"),
          new Sign("CrOS", "ChromeOS"),
          new Sign("Linux", "Linux"));

  private UserAgents() {}

  /** Null when it does not say. */
  static String client(String userAgent) {
    return meaning(CLIENTS, userAgent);
  }

  /** Null when it does not say. */
  static String system(String userAgent) {
    return meaning(SYSTEMS, userAgent);
  }

  private static String meaning(List<Sign> signs, String userAgent) {
    return signs.stream()
        .filter(sign -> userAgent.contains(sign.part()))
        .map(Sign::meaning)
        .findFirst()
        .orElse(null);
  }
}
