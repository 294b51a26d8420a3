package io.gumzo.settings;

import io.gumzo.bus.Command;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * Changes some of the settings and leaves the others as they are, also when two devices change
 * different ones at once. What changes nothing is not announced.
 *
 * @param changes what the contract lets through, such as {@code {"theme": "dark"}}; nobody changes
 *     it
 */
record ChangeSettings(UUID account, JsonObject changes) {
  static final Command<ChangeSettings, StoredSettings> COMMAND =
      new Command<>("change-settings", ChangeSettings.class, StoredSettings.class);
}
