package io.gumzo.mail;

/** What the receiver reads. */
record RenderedMail(String subject, String text, String html) {
  /** Links are as good as passwords. */
  @Override
  public String toString() {
    return "RenderedMail[" + subject + "]";
  }
}
