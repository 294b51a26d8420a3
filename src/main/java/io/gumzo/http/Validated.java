package io.gumzo.http;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.validation.RequestParameter;
import io.vertx.ext.web.validation.RequestParameters;
import io.vertx.ext.web.validation.ValidationHandler;

/** As the contract's router has validated them. */
record Validated(RequestParameters parameters) implements Call.Arguments {
  /** To be asked once the router's validation is through, or has failed. */
  static Call call(RoutingContext context) {
    return new Call(context, new Validated(context.get(ValidationHandler.REQUEST_CONTEXT_KEY)));
  }

  @Override
  public Object path(String name) {
    return parameters.pathParameter(name).get();
  }

  @Override
  public Object query(String name) {
    RequestParameter parameter = parameters.queryParameter(name);
    return parameter == null ? null : parameter.get();
  }

  @Override
  public JsonObject body() {
    return parameters.body().getJsonObject();
  }
}
