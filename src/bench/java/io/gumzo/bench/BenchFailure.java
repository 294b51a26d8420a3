package io.gumzo.bench;

/** Why a bench could not run to its end: one line for a person, and an exit code for scripts. */
final class BenchFailure extends RuntimeException {
  /** How a bench ends other than well. */
  enum Reason {
    /** Wrong options. */
    OPTIONS(2),
    /** A server or a node did not start, or ended by itself. */
    SERVER(3),
    /** A port or the lab's folder is in use. */
    TAKEN(4),
    /** Too few file descriptors, for instance. */
    MACHINE(5),
    /** It did not get to its end, so there is no result. */
    CUT_SHORT(6);

    private final int exitCode;

    Reason(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  private final Reason reason;

  BenchFailure(Reason reason, String line) {
    this(reason, line, null);
  }

  BenchFailure(Reason reason, String line, Throwable cause) {
    super(line, cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
