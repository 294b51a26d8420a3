package io.gumzo.sessions;

/** From where somebody signs in, short enough to be stored and shown. */
record Device(String address, String userAgent) {
  private static final int LONGEST_ADDRESS = 45;
  private static final int LONGEST_USER_AGENT = 200;

  Device {
    address = clean(address, LONGEST_ADDRESS);
    userAgent = clean(userAgent, LONGEST_USER_AGENT);
  }

  private static String clean(String text, int longest) {
    if (text == null) {
      return "";
    }
    String visible = text.replaceAll("[\\p{C}]", "");
    return visible.substring(0, Math.min(visible.length(), longest));
  }
}
