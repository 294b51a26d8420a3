package io.gumzo.testing;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Every operation of {@code openapi.yaml} at one node. Each answer is checked against the contract.
 * Parameters and answers are the contract's own; {@code token} is the access token.
 */
public final class Api {
  private static final long TIMEOUT_MILLIS = 30_000;

  private final int port;

  public Api(int port) {
    this.port = port;
  }

  public int port() {
    return port;
  }

  public Future<Answer> signUp(JsonObject person) {
    return call("signUp", Map.of(), person, null);
  }

  public Future<Answer> signIn(String login, String password) {
    return call(
        "signIn", Map.of(), new JsonObject().put("login", login).put("password", password), null);
  }

  public Future<Answer> refreshSession(String refreshToken) {
    return call(
        "refreshSession", Map.of(), new JsonObject().put("refreshToken", refreshToken), null);
  }

  public Future<Answer> signOut(String token) {
    return call("signOut", Map.of(), null, token);
  }

  /**
   * @param code of the second factor
   */
  public Future<Answer> signIn(String login, String password, String code) {
    return call(
        "signIn",
        Map.of(),
        new JsonObject().put("login", login).put("password", password).put("code", code),
        null);
  }

  /** The archive, or a problem, as it came. */
  public Future<Buffer> exportMyData(String token, JsonObject proof) {
    return Clients.HTTP
        .post(port, "127.0.0.1", "/api/v1/me/export")
        .timeout(TIMEOUT_MILLIS)
        .bearerTokenAuthentication(token)
        .sendJsonObject(proof)
        .map(HttpResponse::body);
  }

  /**
   * @param messages {@code keep} or {@code remove}
   */
  public Future<Answer> deleteMe(String token, String password, String messages) {
    return call(
        "deleteMe",
        Map.of(),
        new JsonObject().put("password", password).put("messages", messages),
        token);
  }

  public Future<Answer> getTwoFactor(String token) {
    return call("getTwoFactor", Map.of(), null, token);
  }

  public Future<Answer> beginTwoFactor(String token, String password) {
    return call("beginTwoFactor", Map.of(), new JsonObject().put("password", password), token);
  }

  public Future<Answer> confirmTwoFactor(String token, String code) {
    return call("confirmTwoFactor", Map.of(), new JsonObject().put("code", code), token);
  }

  /**
   * @param proof {@code password} and {@code code}
   */
  public Future<Answer> disableTwoFactor(String token, JsonObject proof) {
    return call("disableTwoFactor", Map.of(), proof, token);
  }

  /**
   * @param proof {@code password} and {@code code}
   */
  public Future<Answer> newRecoveryCodes(String token, JsonObject proof) {
    return call("newRecoveryCodes", Map.of(), proof, token);
  }

  public Future<Answer> listSessions(String token) {
    return call("listSessions", Map.of(), null, token);
  }

  public Future<Answer> revokeSession(String token, UUID session) {
    return call("revokeSession", Map.of("sessionId", session), null, token);
  }

  public Future<Answer> revokeOtherSessions(String token) {
    return call("revokeOtherSessions", Map.of(), null, token);
  }

  public Future<Answer> requestVerification(String token) {
    return call("requestVerification", Map.of(), null, token);
  }

  /**
   * @param link what follows {@code #/verify/} in a link
   */
  public Future<Answer> verifyEmail(String link) {
    return call("verifyEmail", Map.of(), new JsonObject().put("token", link), null);
  }

  public Future<Answer> requestPasswordReset(String email) {
    return call("requestPasswordReset", Map.of(), new JsonObject().put("email", email), null);
  }

  /**
   * @param link what follows {@code #/reset/} in a link
   */
  public Future<Answer> resetPassword(String link, String password) {
    return call(
        "resetPassword",
        Map.of(),
        new JsonObject().put("token", link).put("password", password),
        null);
  }

  public Future<Answer> changePassword(String token, String current, String password) {
    return call(
        "changePassword",
        Map.of(),
        new JsonObject().put("current", current).put("password", password),
        token);
  }

  public Future<Answer> getMe(String token) {
    return call("getMe", Map.of(), null, token);
  }

  /**
   * @param change {@code displayName}, {@code about}
   */
  public Future<Answer> updateProfile(String token, JsonObject change) {
    return call("updateProfile", Map.of(), change, token);
  }

  /**
   * @param type of the content, such as {@code image/png}
   */
  public Future<Answer> setPicture(String token, Buffer picture, String type) {
    return request("setPicture", Map.of(), token)
        .putHeader("Content-Type", type)
        .sendBuffer(picture)
        .map(Api::answer)
        .onSuccess(answer -> ApiContract.check("setPicture", answer));
  }

  public Future<Answer> removePicture(String token) {
    return call("removePicture", Map.of(), null, token);
  }

  /** As it came: the body is no JSON, unless it is a problem. */
  public Future<HttpResponse<Buffer>> getPicture(String pictureId, int size) {
    return request("getPicture", Map.of("pictureId", pictureId, "size", size), null).send();
  }

  public Future<Answer> listProfileChanges(String token, String since) {
    return call("listProfileChanges", Map.of("since", since), null, token);
  }

  public Future<Answer> getSettings(String token) {
    return call("getSettings", Map.of(), null, token);
  }

  /**
   * @param changes some of the settings
   */
  public Future<Answer> changeSettings(String token, JsonObject changes) {
    return call("changeSettings", Map.of(), changes, token);
  }

  public Future<Answer> getAccount(String token, UUID account) {
    return call("getAccount", Map.of("accountId", account), null, token);
  }

  /**
   * @param parameters {@code query}, {@code cursor}, {@code limit}
   */
  public Future<Answer> listAccounts(String token, Map<String, ?> parameters) {
    return call("listAccounts", parameters, null, token);
  }

  /**
   * @param parameters {@code cursor}, {@code limit}
   */
  public Future<Answer> listConversations(String token, Map<String, ?> parameters) {
    return call("listConversations", parameters, null, token);
  }

  public Future<Answer> createConversation(String token, UUID with) {
    return call(
        "createConversation", Map.of(), new JsonObject().put("accountId", with.toString()), token);
  }

  public Future<Answer> getConversation(String token, UUID conversation) {
    return call("getConversation", Map.of("conversationId", conversation), null, token);
  }

  public Future<Answer> markRead(String token, UUID conversation, long position) {
    return call(
        "markRead",
        Map.of("conversationId", conversation),
        new JsonObject().put("position", position),
        token);
  }

  public Future<Answer> postMessage(String token, UUID conversation, UUID clientId, String text) {
    return call(
        "postMessage",
        Map.of("conversationId", conversation),
        new JsonObject().put("clientId", clientId.toString()).put("text", text),
        token);
  }

  /**
   * @param parameters {@code before}, {@code after}, {@code around}, {@code limit}
   */
  public Future<Answer> listMessages(String token, UUID conversation, Map<String, ?> parameters) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("conversationId", conversation);
    return call("listMessages", all, null, token);
  }

  public Future<Answer> getMessage(String token, UUID message) {
    return call("getMessage", Map.of("messageId", message), null, token);
  }

  public Future<Answer> listEvents(String token, UUID stream, long after, int limit) {
    return call(
        "listEvents", Map.of("streamId", stream, "after", after, "limit", limit), null, token);
  }

  /**
   * Any operation, also with what the contract forbids: the answer must keep it all the same.
   *
   * @param parameters those that the path does not name go into the query
   * @param body null for none
   * @param token null for none
   */
  public Future<Answer> call(
      String operationId, Map<String, ?> parameters, JsonObject body, String token) {
    var request = request(operationId, parameters, token);
    return (body == null ? request.send() : request.sendJsonObject(body))
        .map(Api::answer)
        .onSuccess(answer -> ApiContract.check(operationId, answer));
  }

  HttpRequest<Buffer> request(String operationId, Map<String, ?> parameters, String token) {
    var operation = ApiContract.operation(operationId);
    String path = operation.path();
    Map<String, String> query = new HashMap<>();
    for (var parameter : parameters.entrySet()) {
      String place = "{" + parameter.getKey() + "}";
      if (path.contains(place)) {
        path = path.replace(place, parameter.getValue().toString());
      } else {
        query.put(parameter.getKey(), parameter.getValue().toString());
      }
    }
    var request =
        Clients.HTTP.request(operation.method(), port, "127.0.0.1", path).timeout(TIMEOUT_MILLIS);
    query.forEach(request::addQueryParam);
    return token == null ? request : request.bearerTokenAuthentication(token);
  }

  static Answer answer(HttpResponse<Buffer> response) {
    var body = response.body();
    return new Answer(
        response.statusCode(),
        response.headers(),
        body == null || body.length() == 0 ? new JsonObject() : body.toJsonObject());
  }
}
