package io.gumzo.http;

import io.vertx.core.http.Cookie;
import java.util.List;

/**
 * An answer that is more than 200 with JSON.
 *
 * @param body a record, JSON in a {@code Buffer}, a {@link Download}, or null for none
 * @param location the address of what was made, or null
 */
public record Reply(int status, Object body, String location, List<Cookie> cookies) {
  public static Reply ok(Object body) {
    return new Reply(200, body, null, List.of());
  }

  public static Reply created(String location, Object body) {
    return new Reply(201, body, location, List.of());
  }

  /** It will be looked into. */
  public static Reply accepted() {
    return new Reply(202, null, null, List.of());
  }

  public static Reply noContent() {
    return new Reply(204, null, null, List.of());
  }

  public Reply with(Cookie cookie) {
    return new Reply(status, body, location, List.of(cookie));
  }
}
