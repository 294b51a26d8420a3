package io.gumzo.testing;

import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Posts as a client does that must not lose what was written: again and with the same client id,
 * over whatever socket there is, until it is acknowledged.
 */
final class Poster {
  private static final long CUT_OFF_MILLIS = 20;
  private static final long UNAVAILABLE_MILLIS = 200;

  private record Post(
      UUID conversation, UUID clientId, String text, Promise<JsonObject> acknowledged) {}

  private final Supplier<Socket> socket;

  /**
   * @param socket null while there is none
   */
  Poster(Supplier<Socket> socket) {
    this.socket = socket;
  }

  Future<JsonObject> post(UUID conversation, UUID clientId, String text) {
    var post = new Post(conversation, clientId, text, Promise.promise());
    attempt(post);
    return post.acknowledged().future();
  }

  private void attempt(Post post) {
    var current = socket.get();
    if (current == null) {
      later(CUT_OFF_MILLIS, post);
      return;
    }
    current
        .post(post.conversation(), post.clientId(), post.text())
        .onFailure(cutOff -> later(CUT_OFF_MILLIS, post))
        .onSuccess(answer -> answered(post, answer));
  }

  private void answered(Post post, JsonObject answer) {
    if (answer.getString("type").equals("ok")) {
      post.acknowledged().complete(answer.getJsonObject("data"));
    } else if (isUnavailable(answer.getJsonObject("problem"))) {
      later(UNAVAILABLE_MILLIS, post);
    } else {
      post.acknowledged().fail(new AssertionError("not posted: " + answer));
    }
  }

  private void later(long millis, Post post) {
    Clients.VERTX.setTimer(millis, elapsed -> attempt(post));
  }

  private static boolean isUnavailable(JsonObject problem) {
    return problem.getString("type").equals(ProblemType.UNAVAILABLE.uri());
  }
}
