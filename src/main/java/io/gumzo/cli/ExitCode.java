package io.gumzo.cli;

/** How a command ends, for scripts. */
enum ExitCode {
  DONE(0),
  UNEXPECTED(1),
  SETTINGS(2),
  SERVER(3),
  TAKEN(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** That of a child process; what is not known is unexpected. */
  static ExitCode of(int code) {
    return java.util.Arrays.stream(values())
        .filter(each -> each.code == code && each != DONE)
        .findFirst()
        .orElse(UNEXPECTED);
  }
}
