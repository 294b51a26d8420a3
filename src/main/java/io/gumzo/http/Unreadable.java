package io.gumzo.http;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Requests that no route sees, because their address or their headers cannot be read. */
final class Unreadable {
  private Unreadable() {}

  /** In front of a router, which has no answer of its own to an address with broken escapes. */
  static Handler<HttpServerRequest> refusedBefore(Handler<HttpServerRequest> router) {
    return request -> {
      if (escapesAreWhole(request.uri())) {
        router.handle(request);
      } else {
        refuse(request, Problem.invalid("", "uri", "must have two hex digits after each '%'"));
      }
    };
  }

  /** What was not decoded as HTTP at all. */
  static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof Problem known) {
      refuse(request, known);
    } else if (cause instanceof TooLongHttpLineException) {
      refuse(request, Problem.of(ProblemType.ADDRESS_TOO_LONG));
    } else if (cause instanceof TooLongHttpHeaderException) {
      refuse(request, Problem.of(ProblemType.HEADERS_TOO_LARGE));
    } else {
      refuse(request, Problem.of(ProblemType.INVALID_REQUEST, "this is not HTTP"));
    }
  }

  private static void refuse(HttpServerRequest request, Problem problem) {
    String id = Requests.newId();
    request.response().putHeader(Requests.ID_HEADER, id).putHeader("Connection", "close");
    ProblemHandler.write(request.response(), problem, id);
  }

  private static boolean escapesAreWhole(String uri) {
    for (int at = uri.indexOf('%'); at >= 0; at = uri.indexOf('%', at + 1)) {
      if (at + 2 >= uri.length()
          || Character.digit(uri.charAt(at + 1), 16) < 0
          || Character.digit(uri.charAt(at + 2), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
