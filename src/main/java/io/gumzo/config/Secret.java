package io.gumzo.config;

/** A value that never shows in a log or a message. */
public record Secret(String value) {
  @Override
  public String toString() {
    return value.isEmpty() ? "(none)" : "(secret)";
  }
}
