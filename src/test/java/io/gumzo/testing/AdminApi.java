package io.gumzo.testing;

import io.vertx.core.Future;
import java.util.Map;

/** The operations of {@link Api} for administrators. */
public record AdminApi(Api api) {
  /**
   * @param parameters {@code type}, {@code account}, {@code from}, {@code to}, {@code cursor},
   *     {@code after}, {@code limit}
   */
  public Future<Answer> activity(String token, Map<String, ?> parameters) {
    return api.call("listActivity", parameters, null, token);
  }

  /**
   * @param parameters {@code level}, {@code from}, {@code to}, {@code cursor}, {@code after},
   *     {@code limit}
   */
  public Future<Answer> errors(String token, Map<String, ?> parameters) {
    return api.call("listErrors", parameters, null, token);
  }
}
