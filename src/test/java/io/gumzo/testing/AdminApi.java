package io.gumzo.testing;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

  public Future<Answer> signUpPolicy(String token) {
    return api.call("getSignUpPolicy", Map.of(), null, token);
  }

  /**
   * @param mode {@code open}, {@code invitation}, {@code domains} or {@code closed}
   */
  public Future<Answer> changeSignUpPolicy(String token, String mode, String... domains) {
    var body = new JsonObject().put("mode", mode).put("domains", new JsonArray(List.of(domains)));
    return api.call("changeSignUpPolicy", Map.of(), body, token);
  }

  /**
   * @param wanted {@code email}, {@code mostUses}, {@code days}
   */
  public Future<Answer> invite(String token, JsonObject wanted) {
    return api.call("createInvitation", Map.of(), wanted, token);
  }

  public Future<Answer> invitations(String token, Map<String, ?> parameters) {
    return api.call("listInvitations", parameters, null, token);
  }

  public Future<Answer> revokeInvitation(String token, UUID invitation) {
    return api.call("revokeInvitation", Map.of("invitationId", invitation), null, token);
  }

  public Future<Answer> createAccount(String token, JsonObject person) {
    return api.call("createAccount", Map.of(), person, token);
  }

  /**
   * @param parameters {@code password}, {@code dryRun}
   */
  public Future<Answer> importAccounts(String token, Map<String, ?> parameters, Buffer csv) {
    return api.request("importAccounts", parameters, token)
        .putHeader("Content-Type", "text/csv")
        .sendBuffer(csv)
        .map(Api::answer)
        .onSuccess(answer -> ApiContract.check("importAccounts", answer));
  }
}
