package io.gumzo.http;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders every failure of a request as {@code application/problem+json}. */
final class ProblemHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  private final int maxBodyBytes;

  ProblemHandler(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void handle(RoutingContext context) {
    if (!hasGone(context)) {
      render(context, problemOf(context));
    }
  }

  /** The client went away before its request had come: no defect, and nobody to answer. */
  private static boolean hasGone(RoutingContext context) {
    return context.response().closed() && context.failure() instanceof VertxException;
  }

  static void render(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.ended()) {
      return;
    }
    if (response.headWritten()) {
      context.request().connection().close();
      return;
    }
    write(response, problem, Requests.id(context));
  }

  /** To a response that has only its headers so far. */
  static void write(HttpServerResponse response, Problem problem, String requestId) {
    if (problem.retryAfter() != null) {
      long seconds = Math.max(1, (problem.retryAfter().toMillis() + 999) / 1000);
      response.putHeader("Retry-After", Long.toString(seconds));
    }
    if (problem.type().status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    response
        .setStatusCode(problem.type().status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .end(problem.toJson().put("requestId", requestId).toBuffer());
  }

  private Problem problemOf(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof Problem problem) {
      return problem;
    }
    if (isCutShort(context)) {
      return Problem.of(ProblemType.INVALID_REQUEST, "the body cannot be read");
    }
    Problem known = byStatus(context.statusCode(), Bodies.limit(context, maxBodyBytes));
    if (known != null) {
      return known;
    }
    LOG.atError()
        .addKeyValue("requestId", Requests.id(context))
        .addKeyValue("operation", context.request().method() + " " + context.normalizedPath())
        .setCause(failure)
        .log("A request failed");
    return Problem.of(ProblemType.INTERNAL);
  }

  /** The reader of bodies has no status for it. */
  private static boolean isCutShort(RoutingContext context) {
    return context.statusCode() == 200 && !context.request().isEnded();
  }

  private static Problem byStatus(int status, int maxBodyBytes) {
    return switch (status) {
      case 400 -> Problem.of(ProblemType.INVALID_REQUEST);
      case 401 -> Problem.of(ProblemType.UNAUTHENTICATED);
      case 403 -> Problem.of(ProblemType.FORBIDDEN);
      case 404 -> Problem.of(ProblemType.NOT_FOUND);
      case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED);
      case 413 ->
          Problem.of(
              ProblemType.PAYLOAD_TOO_LARGE, "want at most %d bytes".formatted(maxBodyBytes));
      case 406, 415 -> Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
      case 417 -> Problem.of(ProblemType.EXPECTATION_FAILED);
      default -> status > 400 && status < 500 ? Problem.of(ProblemType.INVALID_REQUEST) : null;
    };
  }
}
