package io.gumzo.testing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The operations of {@link Api} by which people correct what they signed up with. */
public record DetailApi(Api api) {
  /**
   * @param changes {@code username}, {@code firstName}, {@code lastName}; and {@code code}
   */
  public Future<Answer> update(String token, JsonObject changes) {
    return api.call("updateMe", Map.of(), proven(changes), token);
  }

  public Future<Answer> rename(String token, String username) {
    return update(token, new JsonObject().put("username", username));
  }

  public Future<Answer> requestEmail(String token, String email) {
    return requestEmail(token, email, null);
  }

  /**
   * @param code of the second factor; null for none
   */
  public Future<Answer> requestEmail(String token, String email, String code) {
    var body = proven(new JsonObject().put("email", email));
    return api.call(
        "requestEmailChange", Map.of(), code == null ? body : body.put("code", code), token);
  }

  public Future<Answer> emailChange(String token) {
    return api.call("getEmailChange", Map.of(), null, token);
  }

  public Future<Answer> cancelEmail(String token) {
    return api.call("cancelEmailChange", Map.of(), null, token);
  }

  /**
   * @param link what follows {@code #/confirm-email/} in it
   */
  public Future<Answer> confirmEmail(String link) {
    return api.call("confirmEmailChange", Map.of(), new JsonObject().put("token", link), null);
  }

  /**
   * @param link what follows {@code #/undo-email/} in it
   */
  public Future<Answer> undoEmail(String link) {
    return api.call("undoEmailChange", Map.of(), new JsonObject().put("token", link), null);
  }

  private static JsonObject proven(JsonObject changes) {
    var body = changes.copy();
    if (!body.containsKey("password")) {
      body.put("password", Person.PASSWORD);
    }
    return body;
  }
}
