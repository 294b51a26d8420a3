package io.gumzo.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The static front end and the libraries that it loads, out of {@code webroot} and the web jars.
 */
final class WebClient implements Mount {
  private static final long YEAR = Duration.ofDays(365).toSeconds();

  /** No file of ours has one, and the static handler takes it for the end of a folder. */
  private static final Pattern HIDDEN_SLASH = Pattern.compile("%(2f|5c)", Pattern.CASE_INSENSITIVE);

  private static final String WEB_JARS = "META-INF/resources/webjars/";

  private final Buffer index;

  WebClient(Buffer index) {
    this.index = index;
  }

  @Override
  public void on(Router router) {
    vendor(router, "lit", "lit");
    vendor(router, "lit-html", "lit-html");
    vendor(router, "lit-element", "lit-element");
    vendor(router, "reactive-element", "lit__reactive-element");
    vendor(router, "linkifyjs", "linkifyjs");
    vendor(router, "swagger-ui", "swagger-ui");
    serve(router, "/*", StaticHandler.create("webroot").setIndexPage("index.html"), "no-cache");
    router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::page);
  }

  /** Every version has its own path, so a browser asks for each file once. */
  private static void vendor(Router router, String name, String webJar) {
    serve(
        router,
        "/vendor/" + name + "/*",
        StaticHandler.create(WEB_JARS + webJar),
        "public, immutable, max-age=" + YEAR);
  }

  private static void serve(Router router, String path, StaticHandler files, String caching) {
    files.setDirectoryListing(false).setIncludeHidden(false);
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(
            context -> {
              if (HIDDEN_SLASH.matcher(context.normalizedPath()).find()) {
                context.next();
                return;
              }
              context.addHeadersEndHandler(sent -> setCaching(context, caching));
              files.handle(context);
            });
  }

  private static void setCaching(RoutingContext context, String caching) {
    if (context.response().getStatusCode() < 400) {
      context.response().putHeader(HttpHeaders.CACHE_CONTROL, caching);
    }
  }

  /** Addresses within the client, such as a conversation's, all begin at its one page. */
  private void page(RoutingContext context) {
    String path = context.normalizedPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    boolean isPage = accept != null && accept.contains("text/html") && last.indexOf('.') < 0;
    if (!isPage || path.startsWith("/api/")) {
      context.next();
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end(index);
  }
}
