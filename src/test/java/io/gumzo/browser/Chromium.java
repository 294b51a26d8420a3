package io.gumzo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The one browser of this test JVM: {@code $CHROMIUM}, or an installed one, or else the one that
 * Playwright downloads. Node.js, which drives it, is an installed one where there is any.
 */
final class Chromium {
  static final double PATIENCE_MILLIS = 15_000;
  private static final int DOWNLOAD_MINUTES = 5;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> OPTIONS =
      List.of(
          "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync");

  private static Browser browser;
  private static String missing;

  private Chromium() {}

  /** Why there is none; empty when there is one. */
  static Optional<String> missing() {
    if (browser == null && missing == null) {
      start();
    }
    return Optional.ofNullable(missing);
  }

  static Browser browser() {
    missing()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    return browser;
  }

  private static void start() {
    try {
      var installed = installed();
      if (installed.isEmpty()) {
        download();
      }
      var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment()));
      var options =
          new LaunchOptions()
              .setArgs(OPTIONS)
              .setChromiumSandbox(!"root".equals(System.getProperty("user.name")));
      installed.ifPresent(options::setExecutablePath);
      browser = playwright.chromium().launch(options);
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    } catch (RuntimeException | IOException failure) {
      missing =
          "No browser for the browser tests: it takes Node.js 20 (or -DbundledNode) and Chromium (or $CHROMIUM): "
              + reason(failure);
      System.err.println(missing);
    }
  }

  /** Playwright's own messages begin with a line that says nothing. */
  private static String reason(Exception failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .filter(line -> !line.equals("Error {"))
        .map(line -> line.strip().replaceFirst("^message='", ""))
        .findFirst()
        .orElse("")
        .strip();
  }

  private static Optional<Path> installed() {
    var named = System.getenv("CHROMIUM");
    return named != null && !named.isBlank()
        ? Optional.of(Path.of(named))
        : NAMES.stream().flatMap(name -> onPath(name).stream()).findFirst();
  }

  /** In a process of its own, because Playwright's command exits. */
  private static void download() throws IOException {
    var log = Path.of("target", "chromium.log").toFile();
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "com.microsoft.playwright.CLI",
                "install",
                "--only-shell",
                "chromium")
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().putAll(node());
    var process = builder.start();
    try {
      if (!process.waitFor(DOWNLOAD_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("Playwright could not download one either, see " + log);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Map<String, String> environment() {
    var environment = new HashMap<>(node());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    return environment;
  }

  private static Map<String, String> node() {
    return System.getenv("PLAYWRIGHT_NODEJS_PATH") != null
        ? Map.of()
        : onPath("node")
            .map(node -> Map.of("PLAYWRIGHT_NODEJS_PATH", node.toString()))
            .orElse(Map.of());
  }

  private static Optional<Path> onPath(String name) {
    var folders = new ArrayList<>(List.of(System.getenv("PATH").split(File.pathSeparator, -1)));
    return folders.stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
