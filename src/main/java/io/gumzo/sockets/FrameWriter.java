package io.gumzo.sockets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.gumzo.json.Json;
import io.gumzo.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  static Buffer ok(Object ref, Object data) {
    return data instanceof Buffer ready && ref instanceof String text
        ? ok(text, ready)
        : Json.encode(new Ok("ok", ref, data));
  }

  private static Buffer ok(String ref, Buffer data) {
    String head = "{\"type\":\"ok\",\"ref\":" + Json.quote(ref) + ",\"data\":";
    return Buffer.buffer(head.length() + data.length() + 1)
        .appendString(head)
        .appendBuffer(data)
        .appendByte((byte) '}');
  }

  /**
   * @param ref anything; what is no text of the contract's length is left out
   */
  static Buffer problem(Object ref, Problem problem) {
    var frame = new JsonObject().put("type", "problem");
    if (ref instanceof String text && !text.isEmpty() && text.length() <= 64) {
      frame.put("ref", text);
    }
    return frame.put("problem", problem.toJson()).toBuffer();
  }

  static Buffer ready(UUID session, UUID account, Resume.Heads heads) {
    return Json.encode(
        new Ready(
            "ready",
            session,
            account,
            heads.at(),
            new Personal(account, heads.personalHead()),
            heads.conversations(),
            heads.more()));
  }

  /**
   * @param heads the last position of each stream
   */
  static Buffer lag(Map<UUID, Long> heads) {
    var streams = new JsonArray();
    heads.forEach(
        (stream, head) ->
            streams.add(new JsonObject().put("stream", stream.toString()).put("head", head)));
    return new JsonObject().put("type", "lag").put("streams", streams).toBuffer();
  }

  static Buffer drain(long afterMillis) {
    return new JsonObject().put("type", "drain").put("afterMillis", afterMillis).toBuffer();
  }
}
