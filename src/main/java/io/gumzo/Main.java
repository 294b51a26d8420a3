package io.gumzo;

import io.gumzo.cli.Gumzo;

/** The program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Gumzo.run(arguments));
  }
}
