package io.gumzo.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A body as large as the server takes, whose shape is expensive for careless code.
 *
 * @param what for people
 */
record LargeBody(String what, String contentType, Buffer bytes) {
  private static final String JSON = "application/json";

  /** Room for the other fields of the contract's example. */
  private static final int LARGEST = Edge.MAX_BODY_BYTES - 2_048;

  /** Repeated, each is the worst case of some rule: comparing, normalising, matching, decoding. */
  private static final List<String> PIECES =
      List.of("a", "ab1", "a.", "a@", " ", "1", "e\u0301\u0323", "\ufdfa", "\u200b", "\\ud83d");

  static List<LargeBody> of(Operation operation) {
    var found = new ArrayList<LargeBody>();
    List<String> fields =
        operation.bodySchema().getJsonObject("properties").stream()
            .map(each -> each.getKey())
            .toList();
    for (String piece : PIECES) {
      found.add(json("all fields: " + piece, everyField(fields, piece)));
    }
    for (String field : fields) {
      found.add(json(field + ": letters", with(operation, field, quoted("a1.", LARGEST))));
      found.add(json(field + ": marks", with(operation, field, quoted("e\u0301\u0323", LARGEST))));
      found.add(json(field + ": a power", with(operation, field, "1e1000000000")));
      found.add(json(field + ": a fraction", with(operation, field, "1e-1000000000")));
      found.add(json(field + ": digits", with(operation, field, "9".repeat(900))));
      found.add(json(field + ": entries", with(operation, field, entries())));
      found.add(json(field + ": fields", with(operation, field, unknownFields())));
    }
    found.add(json("unknown fields", unknownFields()));
    found.add(json("arrays in arrays", "[".repeat(LARGEST)));
    found.add(json("objects in objects", many("{\"a\":", LARGEST)));
    found.add(
        json(
            "the same field",
            "{" + many("\"" + fields.getFirst() + "\":\"a\",", LARGEST) + "\"a\":1}"));
    found.add(new LargeBody("form", "application/x-www-form-urlencoded", filled("a=b&", LARGEST)));
    found.add(
        new LargeBody(
            "parts", "multipart/form-data; boundary=a", filled("--a\r\n\r\n\r\n", LARGEST)));
    return found;
  }

  private static LargeBody json(String what, String body) {
    return new LargeBody(what, JSON, Buffer.buffer(body));
  }

  private static Buffer filled(String piece, int bytes) {
    return Buffer.buffer(many(piece, bytes));
  }

  private static String everyField(List<String> fields, String piece) {
    return fields.stream()
        .map(field -> "\"" + field + "\":" + quoted(piece, LARGEST / fields.size() - 30))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** The contract's example with that in a field, as it is. */
  private static String with(Operation operation, String field, String json) {
    JsonObject body = operation.goodBody().put(field, "@");
    return body.encode().replace("\"@\"", json);
  }

  private static String entries() {
    return "[" + many("{},", LARGEST) + "1]";
  }

  private static String unknownFields() {
    return IntStream.range(0, LARGEST / 10)
        .mapToObj(index -> "\"%05d\":1".formatted(index))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String piece, int bytes) {
    return "\"" + many(piece, bytes - 2) + "\"";
  }

  private static String many(String piece, int bytes) {
    return piece.repeat(bytes / Buffer.buffer(piece).length());
  }

  @Override
  public String toString() {
    return what;
  }
}
