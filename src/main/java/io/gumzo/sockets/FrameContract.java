package io.gumzo.sockets;

import io.gumzo.json.References;
import io.gumzo.json.SchemaErrors;
import io.gumzo.json.Yaml;
import io.gumzo.problem.FieldError;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The frames that a client may send, as {@code asyncapi.yaml} describes them. */
final class FrameContract {
  private final Map<String, SchemaErrors> commands = new HashMap<>();

  FrameContract() {
    JsonObject contract = Yaml.resource("asyncapi.yaml");
    JsonObject operation =
        References.resolve(
            contract, contract.getJsonObject("operations").getJsonObject("receiveCommand"));
    for (Object message : operation.getJsonArray("messages")) {
      JsonObject schema = ((JsonObject) message).getJsonObject("payload");
      commands.put(typeOf(schema), new SchemaErrors(schema));
    }
  }

  boolean knows(String type) {
    return commands.containsKey(type);
  }

  /** Every rule that the frame breaks; empty when it is valid. */
  List<FieldError> errors(String type, JsonObject frame) {
    return commands.get(type).of(frame);
  }

  /**
   * @throws IllegalStateException when the contract's commands are not these
   */
  void mustMatch(Set<String> served) {
    if (!served.equals(commands.keySet())) {
      throw new IllegalStateException(
          "contract and frames differ: asyncapi.yaml has %s, served are %s"
              .formatted(commands.keySet(), served));
    }
  }

  private static String typeOf(JsonObject schema) {
    return schema.getJsonObject("properties").getJsonObject("type").getString("const");
  }
}
