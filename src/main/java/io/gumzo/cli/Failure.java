package io.gumzo.cli;

/** A command that cannot go on; the message is for the person who typed it, and says what to do. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  Failure(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  Failure(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
