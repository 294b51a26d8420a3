package io.gumzo.cli;

import io.gumzo.config.ConfigException;
import io.gumzo.embedded.EmbeddedException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was thrown, as lines for a person and an exit code; traces go to the log. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** Writes to standard error; the exit code. */
  static int tell(Throwable thrown) {
    var failure = classify(thrown);
    lines(failure).forEach(line -> System.err.println("gumzo: " + line));
    if (failure.exitCode() == ExitCode.UNEXPECTED) {
      LOG.error("Unexpected end", thrown);
    } else {
      LOG.debug("Ended with {}", failure.exitCode(), thrown);
    }
    return failure.exitCode().code();
  }

  /** The first cause that a person can do something about. */
  static Failure classify(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return failure;
      }
      var known = exitCode(cause).map(code -> new Failure(code, cause(thrown, code), thrown));
      if (known.isPresent()) {
        return known.get();
      }
    }
    return new Failure(
        ExitCode.UNEXPECTED, "Unexpected: %s; the log says more.".formatted(thrown), thrown);
  }

  private static List<String> lines(Failure failure) {
    return failure.getMessage().lines().filter(line -> !line.isBlank()).toList();
  }

  private static Optional<ExitCode> exitCode(Throwable cause) {
    return switch (cause) {
      case ConfigException settings -> Optional.of(ExitCode.SETTINGS);
      case EmbeddedException embedded -> Optional.of(ExitCode.SERVER);
      case BindException taken -> Optional.of(ExitCode.TAKEN);
      case ConnectException refused -> Optional.of(ExitCode.SERVER);
      case UnknownHostException unknown -> Optional.of(ExitCode.SERVER);
      default -> Optional.empty();
    };
  }

  private static String cause(Throwable thrown, ExitCode code) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (exitCode(cause).equals(Optional.of(code))) {
        return cause instanceof UnknownHostException
            ? "The host is unknown: " + cause.getMessage()
            : String.valueOf(cause.getMessage());
      }
    }
    return String.valueOf(thrown.getMessage());
  }
}
