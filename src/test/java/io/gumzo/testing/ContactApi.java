package io.gumzo.testing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;

/** The operations of {@link Api} on contacts, requests and blocks. */
public record ContactApi(Api api) {
  /**
   * @param parameters {@code cursor}, {@code limit}
   */
  public Future<Answer> list(String token, Map<String, ?> parameters) {
    return api.call("listContacts", parameters, null, token);
  }

  public Future<Answer> relation(String token, UUID account) {
    return api.call("getRelation", Map.of("accountId", account), null, token);
  }

  public Future<Answer> remove(String token, UUID account) {
    return api.call("removeContact", Map.of("accountId", account), null, token);
  }

  /**
   * @param parameters {@code direction}, {@code cursor}, {@code limit}
   */
  public Future<Answer> requests(String token, Map<String, ?> parameters) {
    return api.call("listContactRequests", parameters, null, token);
  }

  /**
   * @param message null for none
   */
  public Future<Answer> request(String token, UUID account, String message) {
    var body = new JsonObject().put("accountId", account.toString());
    if (message != null) {
      body.put("message", message);
    }
    return api.call("requestContact", Map.of(), body, token);
  }

  public Future<Answer> cancel(String token, UUID account) {
    return api.call("cancelContactRequest", Map.of("accountId", account), null, token);
  }

  public Future<Answer> accept(String token, UUID account) {
    return api.call("acceptContactRequest", Map.of("accountId", account), null, token);
  }

  public Future<Answer> decline(String token, UUID account) {
    return api.call("declineContactRequest", Map.of("accountId", account), null, token);
  }

  /**
   * @param parameters {@code cursor}, {@code limit}
   */
  public Future<Answer> blocks(String token, Map<String, ?> parameters) {
    return api.call("listBlocks", parameters, null, token);
  }

  public Future<Answer> block(String token, UUID account) {
    return api.call("blockAccount", Map.of("accountId", account), null, token);
  }

  public Future<Answer> unblock(String token, UUID account) {
    return api.call("unblockAccount", Map.of("accountId", account), null, token);
  }

  /**
   * @param conversation null for none
   */
  public Future<Answer> report(String token, UUID account, UUID conversation) {
    var body =
        new JsonObject()
            .put("accountId", account.toString())
            .put("reason", "spam")
            .put("comment", "Anauza kitu");
    if (conversation != null) {
      body.put("conversationId", conversation.toString());
    }
    return api.call("reportAccount", Map.of(), body, token);
  }

  /** For administrators. */
  public Future<Answer> listReports(String token, Map<String, ?> parameters) {
    return api.call("listReports", parameters, null, token);
  }

  /** What a stranger wrote. */
  public Future<Answer> acceptConversation(String token, UUID conversation) {
    return api.call("acceptConversation", Map.of("conversationId", conversation), null, token);
  }
}
