package io.gumzo.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A password from a person or a pipe, never from the command line, where others could read it. */
final class PasswordInput {
  private PasswordInput() {}

  /** Before anything starts: it may be mistyped. */
  static String read(boolean fromStandardInput) {
    return fromStandardInput ? readLine() : ask();
  }

  /** Asks twice, without echo. */
  private static String ask() {
    var console = System.console();
    if (console == null) {
      throw new Failure(
          ExitCode.SETTINGS,
          "There is no terminal to ask for the password on: pipe it in with --password-stdin.");
    }
    var first = console.readPassword("Password: ");
    var second = console.readPassword("Again: ");
    if (first == null || !Arrays.equals(first, second)) {
      throw new Failure(ExitCode.SETTINGS, "These are two different passwords.");
    }
    return new String(first);
  }

  /** The first line of standard input. */
  private static String readLine() {
    var reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      var line = reader.readLine();
      if (line == null) {
        throw new Failure(ExitCode.SETTINGS, "--password-stdin: want a line, have none");
      }
      return line;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
