package io.gumzo.config;

/** Who may write to whom, where people have not chosen. */
public record ContactsConfig(WhoMayMessage whoMayMessage) {
  /** Who writes to somebody without asking first. */
  public enum WhoMayMessage {
    ANYONE,
    CONTACTS
  }
}
