package io.gumzo.http;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.AccessTokens;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;

/** The contract's security scheme {@code bearer}: an access token in {@code Authorization}. */
final class BearerHandler implements AuthenticationHandler {
  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;

  BearerHandler(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void handle(RoutingContext context) {
    String token = token(context);
    if (token == null) {
      context.fail(Problem.of(ProblemType.UNAUTHENTICATED));
      return;
    }
    tokens
        .verify(token)
        .onComplete(
            verified -> {
              if (verified.succeeded()) {
                context.put(Requests.PRINCIPAL, verified.result());
                context.next();
              } else {
                context.fail(verified.cause());
              }
            });
  }

  /** What the request carries; null for nothing. */
  static String token(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? null
        : header.substring(SCHEME.length()).strip();
  }
}
