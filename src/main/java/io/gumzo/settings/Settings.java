package io.gumzo.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What one person has chosen, with the defaults for the rest; the contract's settings. */
public record Settings(
    Privacy privacy, Notifications notifications, Theme theme, Language language) {
  /**
   * What others may do and see.
   *
   * @param readReceipts others see how far I have read, and I how far they have
   * @param presence others see whether I am here, and I whether they are
   */
  public record Privacy(WhoMayMessage whoMayMessage, boolean readReceipts, boolean presence) {}

  /**
   * How a device makes itself heard.
   *
   * @param preview what was written is shown, not only who wrote
   */
  public record Notifications(boolean sound, boolean desktop, boolean preview) {}

  /** Who writes to me without asking first. */
  public enum WhoMayMessage {
    @JsonProperty("anyone")
    ANYONE,
    @JsonProperty("contacts")
    CONTACTS
  }

  /** {@code SYSTEM}: as the device has it. */
  public enum Theme {
    @JsonProperty("system")
    SYSTEM,
    @JsonProperty("light")
    LIGHT,
    @JsonProperty("dark")
    DARK
  }

  /** {@code AUTO}: the device's first one that there is a catalogue for. */
  public enum Language {
    @JsonProperty("auto")
    AUTO,
    @JsonProperty("en")
    EN,
    @JsonProperty("sw")
    SW
  }

  /**
   * @param chosen the stored document. What is absent there, or of a version that knows more, has
   *     its default
   * @param byDefault the server's for who may write
   */
  static Settings of(JsonObject chosen, WhoMayMessage byDefault) {
    JsonObject privacy = chosen.getJsonObject("privacy", new JsonObject());
    JsonObject notifications = chosen.getJsonObject("notifications", new JsonObject());
    return new Settings(
        new Privacy(
            choice(privacy, "whoMayMessage", byDefault),
            privacy.getBoolean("readReceipts", true),
            privacy.getBoolean("presence", true)),
        new Notifications(
            notifications.getBoolean("sound", true),
            notifications.getBoolean("desktop", true),
            notifications.getBoolean("preview", true)),
        choice(chosen, "theme", Theme.SYSTEM),
        choice(chosen, "language", Language.AUTO));
  }

  private static <E extends Enum<E>> E choice(JsonObject json, String name, E absent) {
    String chosen = json.getString(name, "").toUpperCase(Locale.ROOT);
    for (E value : absent.getDeclaringClass().getEnumConstants()) {
      if (value.name().equals(chosen)) {
        return value;
      }
    }
    return absent;
  }
}
