package io.gumzo.http;

import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.AccessTokens;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;

/** What a developer reads: the contracts, their pages, the problems' pages, the public keys. */
final class Documents implements Mount {
  /** Swagger UI styles its elements inline; nothing else of ours may. */
  private static final String DOCS_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final AccessTokens tokens;

  Documents(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void on(Router router) {
    get(router, "/.well-known/jwks.json").handler(context -> context.json(tokens.jwks()));
    file(router, "/openapi.yaml", "openapi.yaml", "application/yaml");
    file(router, "/asyncapi.yaml", "asyncapi.yaml", "application/yaml");
    get(router, "/docs").handler(Documents::relax);
    file(router, "/docs", "docs/index.html", "text/html; charset=utf-8");
    file(router, "/docs/docs.js", "docs/docs.js", "text/javascript");
    file(router, "/docs/problems.css", "docs/problems.css", "text/css");
    get(router, "/problems/:slug").handler(Documents::problem);
  }

  private static Route get(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private static void file(Router router, String path, String resource, String type) {
    get(router, path)
        .handler(
            context -> {
              context
                  .response()
                  .putHeader(HttpHeaders.CONTENT_TYPE, type)
                  .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
              context.response().sendFile(resource).onFailure(context::fail);
            });
  }

  private static void relax(RoutingContext context) {
    context.response().putHeader("Content-Security-Policy", DOCS_POLICY);
    context.next();
  }

  private static void problem(RoutingContext context) {
    String slug = context.pathParam("slug");
    Arrays.stream(ProblemType.values())
        .filter(type -> type.slug().equals(slug))
        .findFirst()
        .ifPresentOrElse(
            type ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                    .end(page(type)),
            context::next);
  }

  private static String page(ProblemType type) {
    return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%1$s · Gumzo</title>
        <link rel="stylesheet" href="/docs/problems.css">
        <main>
        <p>Status %2$d · <code>%3$s</code></p>
        <h1>%1$s</h1>
        <p>%4$s</p>
        <p><a href="/docs">The contract</a></p>
        </main>
        </html>
        """
        .formatted(type.title(), type.status(), type.uri(), type.advice());
  }
}
