package io.gumzo.http;

import io.gumzo.tokens.AccessTokens;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads bodies, up to a limit: {@code http.maxBodyBytes}, or what the contract gives an operation
 * as {@code x-max-body-bytes}. That much is read only from who is signed in.
 */
final class Bodies implements Handler<RoutingContext> {
  private static final String MAX_BYTES = "x-max-body-bytes";
  private static final String LIMIT = "gumzo.maxBodyBytes";

  private record Large(HttpMethod method, Pattern path, int maxBytes, BodyHandler reader) {
    boolean matches(RoutingContext context) {
      return method.equals(context.request().method())
          && path.matcher(context.normalizedPath()).matches();
    }
  }

  private final AccessTokens tokens;
  private final BodyHandler usual;
  private final List<Large> large;

  Bodies(JsonObject contract, AccessTokens tokens, int maxBodyBytes) {
    this.tokens = tokens;
    this.usual = reader(maxBodyBytes);
    this.large = large(contract);
  }

  @Override
  public void handle(RoutingContext context) {
    for (Large each : large) {
      if (each.matches(context)) {
        readLarge(context, each);
        return;
      }
    }
    usual.handle(context);
  }

  /** The limit that a body was over, for who sent it. */
  static int limit(RoutingContext context, int usual) {
    Integer own = context.get(LIMIT);
    return own == null ? usual : own;
  }

  private void readLarge(RoutingContext context, Large operation) {
    String token = BearerHandler.token(context);
    if (token == null) {
      usual.handle(context);
      return;
    }
    context.request().pause();
    tokens
        .verify(token)
        .onComplete(
            verified -> {
              if (verified.succeeded()) {
                context.put(LIMIT, operation.maxBytes());
                operation.reader().handle(context);
              } else {
                usual.handle(context);
              }
              // A body that is refused is taken from the connection all the same.
              context.request().resume();
            });
  }

  private static List<Large> large(JsonObject contract) {
    String base = contract.getJsonArray("servers").getJsonObject(0).getString("url");
    var found = new ArrayList<Large>();
    for (Map.Entry<String, Object> path : contract.getJsonObject("paths")) {
      for (Map.Entry<String, Object> method : (JsonObject) path.getValue()) {
        Integer maxBytes = ((JsonObject) method.getValue()).getInteger(MAX_BYTES);
        if (maxBytes != null) {
          found.add(
              new Large(
                  HttpMethod.valueOf(method.getKey().toUpperCase(Locale.ROOT)),
                  OtherMethods.pattern(base + path.getKey()),
                  maxBytes,
                  reader(maxBytes)));
        }
      }
    }
    return found;
  }

  private static BodyHandler reader(int maxBytes) {
    return BodyHandler.create(false).setBodyLimit(maxBytes);
  }
}
