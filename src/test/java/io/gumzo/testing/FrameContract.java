package io.gumzo.testing;

import io.gumzo.json.References;
import io.gumzo.json.SchemaErrors;
import io.gumzo.json.Yaml;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One direction of one channel of {@code asyncapi.yaml}. */
public enum FrameContract {
  COMMANDS("receiveCommand"),
  FRAMES("sendFrame"),
  SIMPLE_POSTS("receiveSimplePost"),
  SIMPLE_FRAMES("sendSimpleFrame");

  /**
   * @param type null when the channel's frames have none
   */
  private record Message(String type, SchemaErrors schema) {}

  private final List<Message> messages = new ArrayList<>();

  FrameContract(String operation) {
    var contract = Yaml.resource("asyncapi.yaml");
    var resolved =
        References.resolve(contract, contract.getJsonObject("operations").getJsonObject(operation));
    for (var message : Answer.objects(resolved.getJsonArray("messages"))) {
      var schema = message.getJsonObject("payload");
      var type = schema.getJsonObject("properties").getJsonObject("type");
      messages.add(
          new Message(type == null ? null : type.getString("const"), new SchemaErrors(schema)));
    }
  }

  /** The frame; what the contract does not allow in it is added to the {@link Breaches}. */
  JsonObject check(String text) {
    try {
      return check(new JsonObject(text));
    } catch (DecodeException malformed) {
      Breaches.add("%s: not a JSON object: %s".formatted(this, text));
      return new JsonObject();
    }
  }

  /** As it would be sent. */
  public JsonObject check(JsonObject frame) {
    var candidates =
        messages.stream()
            .filter(each -> Objects.equals(each.type, frame.getString("type")))
            .toList();
    if (candidates.isEmpty()) {
      Breaches.add("%s: a frame of no known type: %s".formatted(this, frame));
    } else if (candidates.stream().noneMatch(each -> each.schema.of(frame).isEmpty())) {
      Breaches.add("%s: %s: %s".formatted(this, frame, candidates.getFirst().schema.of(frame)));
    }
    return frame;
  }
}
