package io.gumzo.http;

import io.gumzo.json.WholeNumbers;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * In front of the contract's router, which knows whole numbers in one form only: writes those of a
 * JSON body in that form. To JSON Schema, and so to the contract, 1.0 is an integer.
 */
final class BodyNumbers implements Handler<RoutingContext> {
  private static final String JSON = "application/json";

  @Override
  public void handle(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    Buffer body = context.body().buffer();
    if (body != null && type != null && type.regionMatches(true, 0, JSON, 0, JSON.length())) {
      settle((RoutingContextInternal) context, body);
    }
    context.next();
  }

  private static void settle(RoutingContextInternal context, Buffer body) {
    try {
      if (Json.decodeValue(body) instanceof JsonObject object) {
        context.setBody(Json.encodeToBuffer(WholeNumbers.settled(object)));
      }
    } catch (DecodeException malformed) {
      // The router refuses it.
    }
  }
}
