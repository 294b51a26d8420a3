package io.gumzo.http;

import io.gumzo.json.Fields;
import io.gumzo.tokens.Principal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** One request that the contract has validated. */
public final class Call {
  private final RoutingContext context;
  private final Arguments arguments;

  /** What the contract has validated. */
  interface Arguments {
    /** A text or a number. */
    Object path(String name);

    /** A text or a number, or null when it is absent and has no default. */
    Object query(String name);

    JsonObject body();
  }

  Call(RoutingContext context, Arguments arguments) {
    this.context = context;
    this.arguments = arguments;
  }

  public UUID account() {
    return principal().account();
  }

  /** Who asks; null where the contract needs nobody signed in. */
  public Principal principal() {
    return context.get(Requests.PRINCIPAL);
  }

  public UUID uuid(String pathParameter) {
    return UUID.fromString(part(pathParameter));
  }

  /** A part of the path. */
  public String part(String pathParameter) {
    return arguments.path(pathParameter).toString();
  }

  /** A part of the path that is a number. */
  public int integerPart(String pathParameter) {
    return ((Number) arguments.path(pathParameter)).intValue();
  }

  /** A query parameter, or null when it is absent. */
  public String text(String name) {
    return (String) arguments.query(name);
  }

  /** A query parameter, or null when it is absent. */
  public Long number(String name) {
    var number = (Number) arguments.query(name);
    return number == null ? null : number.longValue();
  }

  /** A query parameter that has a default in the contract or here. */
  public int integer(String name, int absent) {
    var number = (Number) arguments.query(name);
    return number == null ? absent : number.intValue();
  }

  public Fields body() {
    return new Fields(arguments.body());
  }

  /** A body that is not JSON; empty when there is none. */
  public Buffer bytes() {
    Buffer bytes = context.body().buffer();
    return bytes == null ? Buffer.buffer() : bytes;
  }

  /** The caller's address, as far as trusted proxies tell it. */
  public String address() {
    return Requests.address(context);
  }

  /** True when the browser's connection is encrypted, here or at a trusted proxy. */
  public boolean secure() {
    return Requests.secure(context);
  }

  /** A header, or null. */
  public String header(String name) {
    return context.request().getHeader(name);
  }

  /** The value of a cookie, or null. */
  public String cookie(String name) {
    Cookie cookie = context.request().getCookie(name);
    return cookie == null ? null : cookie.getValue();
  }

  /** False when a page of a foreign origin made this request. */
  public boolean sameOrigin() {
    return Requests.sameOrigin(context);
  }
}
