package io.gumzo.http;

import io.gumzo.problem.FieldError;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the contract cannot say about a body: rules between fields, and what others have taken. */
@FunctionalInterface
public interface BodyRules {
  /**
   * Runs on a body that breaks the contract, so fields may be missing, empty or too short; those
   * that are too long or of another type were removed. Fails with a problem, such as THROTTLED,
   * that then takes the place of the errors.
   *
   * @param call only for who asks and from where: its parameters and its body are not valid
   */
  Future<List<FieldError>> broken(Call call, JsonObject body);
}
