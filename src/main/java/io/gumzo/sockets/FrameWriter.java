package io.gumzo.sockets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.gumzo.json.Json;
import io.gumzo.problem.Problem;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The frames that the server sends beside events, as {@code asyncapi.yaml} gives them. */
final class FrameWriter {
  private FrameWriter() {}

  @JsonInclude(Include.NON_NULL)
  private record Ok(String type, Object ref, Object data) {}

  private record Personal(UUID stream, long head) {}

  private record Ready(
      String type,
      UUID session,
      UUID accountId,
      Instant at,
      Personal personal,
      List<Object> conversations,
      boolean more) {}

  static String ok(Object ref, Object data) {
    return text(new Ok("ok", ref, data));
  }

  /**
   * @param ref anything; what is no text of the contract's length is left out
   */
  static String problem(Object ref, Problem problem) {
    var frame = new JsonObject().put("type", "problem");
    if (ref instanceof String text && !text.isEmpty() && text.length() <= 64) {
      frame.put("ref", text);
    }
    return frame.put("problem", problem.toJson()).encode();
  }

  static String ready(UUID session, UUID account, Resume.Heads heads) {
    return text(
        new Ready(
            "ready",
            session,
            account,
            heads.at(),
            new Personal(account, heads.personalHead()),
            heads.conversations(),
            heads.more()));
  }

  static String lag(UUID stream, long head) {
    return new JsonObject()
        .put("type", "lag")
        .put(
            "streams",
            new io.vertx.core.json.JsonArray()
                .add(new JsonObject().put("stream", stream.toString()).put("head", head)))
        .encode();
  }

  static String drain(long afterMillis) {
    return new JsonObject().put("type", "drain").put("afterMillis", afterMillis).encode();
  }

  private static String text(Object frame) {
    return Json.encode(frame).toString();
  }
}
