package io.gumzo.problem;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * An expected failure (RFC 9457). It fails a {@code Future} like any exception, but has no stack
 * trace and says only what the caller may know.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** More than any form has fields; a body may hold thousands of unknown ones. */
  private static final int MOST_ERRORS = 50;

  private final ProblemType type;
  private final transient List<FieldError> errors;
  private final Duration retryAfter;

  private Problem(ProblemType type, String detail, List<FieldError> errors, Duration retryAfter) {
    super(detail, null, false, false);
    this.type = type;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  public static Problem of(ProblemType type) {
    return new Problem(type, null, List.of(), null);
  }

  /**
   * @param detail for the caller; must hold no secret and no other account's data
   */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), null);
  }

  /** Holds the first {@value #MOST_ERRORS} errors; the detail tells how many there are. */
  public static Problem invalid(List<FieldError> errors) {
    String count = errors.size() == 1 ? "1 field is" : errors.size() + " fields are";
    return new Problem(
        ProblemType.INVALID_REQUEST,
        count + " not valid",
        errors.subList(0, Math.min(errors.size(), MOST_ERRORS)),
        null);
  }

  public static Problem invalid(String field, String rule, String message) {
    return invalid(List.of(new FieldError(field, rule, message)));
  }

  public static Problem throttled(Duration wait) {
    return new Problem(ProblemType.THROTTLED, null, List.of(), wait);
  }

  public static Problem unavailable(String detail) {
    return of(ProblemType.UNAVAILABLE, detail);
  }

  /** The problem itself, or {@link ProblemType#INTERNAL} for anything unexpected. */
  public static Problem from(Throwable failure) {
    return failure instanceof Problem problem ? problem : of(ProblemType.INTERNAL);
  }

  public ProblemType type() {
    return type;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** How long to wait before trying again; {@code null} when waiting does not help. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** As the contract's schema {@code Problem}, without the request id. */
  public JsonObject toJson() {
    var json =
        new JsonObject()
            .put("type", type.uri())
            .put("title", type.title())
            .put("status", type.status());
    if (getMessage() != null) {
      json.put("detail", getMessage());
    }
    if (retryAfter != null) {
      json.put("retryAfterMillis", retryAfter.toMillis());
    }
    if (!errors.isEmpty()) {
      var list = new JsonArray();
      for (FieldError error : errors) {
        list.add(
            new JsonObject()
                .put("field", error.field())
                .put("rule", error.rule())
                .put("message", error.message()));
      }
      json.put("errors", list);
    }
    return json;
  }
}
