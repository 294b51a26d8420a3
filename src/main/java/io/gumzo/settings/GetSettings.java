package io.gumzo.settings;

import io.gumzo.bus.Command;
import java.util.UUID;

/** Reads somebody's settings; the defaults of whoever has never changed any. */
public record GetSettings(UUID account) {
  public static final Command<GetSettings, StoredSettings> COMMAND =
      new Command<>("get-settings", GetSettings.class, StoredSettings.class);
}
