package io.gumzo.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** What somebody looks at Gumzo with. */
enum Look {
  DESKTOP_LIGHT(ColorScheme.LIGHT, false),
  DESKTOP_DARK(ColorScheme.DARK, false),
  PHONE_LIGHT(ColorScheme.LIGHT, true),
  PHONE_DARK(ColorScheme.DARK, true);

  private final ColorScheme colours;
  private final boolean phone;

  Look(ColorScheme colours, boolean phone) {
    this.colours = colours;
    this.phone = phone;
  }

  boolean phone() {
    return phone;
  }

  /** As in the names of files. */
  String text() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  NewContextOptions options() {
    // Without motion nothing is measured or pictured on its way.
    var options =
        new NewContextOptions()
            .setColorScheme(colours)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setLocale("en-GB")
            .setTimezoneId("Africa/Nairobi");
    return phone
        ? options
            .setViewportSize(390, 844)
            .setDeviceScaleFactor(2)
            .setIsMobile(true)
            .setHasTouch(true)
        : options.setViewportSize(1280, 800);
  }
}
