package io.gumzo.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a browser complained about on its console: uncaught errors, refused scripts, lost files. */
final class Complaints {
  private final List<String> all = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();

  Complaints(BrowserContext context) {
    context.onConsoleMessage(this::hear);
    context.onWebError(error -> all.add("uncaught: " + error.error()));
  }

  /** Browsers report every refused request; these are meant. */
  void expect(String regex) {
    expected.add(Pattern.compile(regex));
  }

  void mustBeNone() {
    var unexpected =
        all.stream()
            .filter(text -> expected.stream().noneMatch(meant -> meant.matcher(text).find()))
            .toList();
    if (!unexpected.isEmpty()) {
      throw new AssertionError("The browser complained: " + String.join("\n", unexpected));
    }
  }

  private void hear(ConsoleMessage message) {
    if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
      all.add(message.text() + " at " + message.location());
    }
  }
}
