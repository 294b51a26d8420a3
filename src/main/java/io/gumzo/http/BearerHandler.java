package io.gumzo.http;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.Principal;
import io.vertx.core.Future;
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
    check(context)
        .onSuccess(
            principal -> {
              context.put(Requests.PRINCIPAL, principal);
              context.next();
            })
        .onFailure(context::fail);
  }

  /** Fails with what is wrong with the header or its token. */
  Future<Principal> check(RoutingContext context) {
    String token = token(context);
    return token == null
        ? Future.failedFuture(Problem.of(ProblemType.UNAUTHENTICATED))
        : tokens.verify(token);
  }

  /** What the request carries; null for nothing. */
  static String token(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? null
        : header.substring(SCHEME.length()).strip();
  }
}
