package io.gumzo.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * The quick check never says yes where the validator says no, and says yes to what clients send.
 */
class QuickCheckTest {
  private static final JsonObject SCHEMA =
      new JsonObject(
          """
          {"type": "object", "additionalProperties": false, "required": ["type", "text"],
           "properties": {
             "type": {"const": "post"},
             "text": {"type": "string", "minLength": 1, "maxLength": 4, "pattern": "\\\\S"},
             "position": {"type": "integer", "minimum": 0, "maximum": 9},
             "open": {"type": "array", "maxItems": 2, "items": {"type": "string"}},
             "id": {"allOf": [{"type": "string"}, {"format": "uuid"}]},
             "where": {"type": "string", "enum": ["abcd", "post"], "default": "post"},
             "count": {"type": "integer", "format": "int64"}}}
          """);

  @Property(tries = 2000)
  void it_agrees_with_the_validator(@ForAll("frames") JsonObject frame) {
    boolean quick = QuickCheck.of(SCHEMA).orElseThrow().test(frame);

    if (quick) {
      assertThat(new SchemaErrors(SCHEMA).ofAll(frame)).as(frame.encode()).isEmpty();
    }
    assertThat(QuickCheck.of(SCHEMA)).as("left as it was").isPresent();
  }

  @Test
  void it_says_yes_to_what_is_valid() {
    var frame =
        new JsonObject()
            .put("type", "post")
            .put("text", "\uD83D\uDC4B a")
            .put("position", 9)
            .put("open", JsonArray.of("a"))
            .put("id", "01980000-0000-7000-8000-0000000000c1")
            .put("where", "abcd")
            .put("count", 1L << 40);

    assertThat(QuickCheck.of(SCHEMA).orElseThrow().test(frame)).isTrue();
  }

  @Test
  void it_leaves_schemas_with_unknown_keywords_to_the_validator() {
    assertThat(QuickCheck.of(new JsonObject().put("multipleOf", 2))).isEmpty();
    assertThat(QuickCheck.of(new JsonObject().put("format", "date-time"))).isEmpty();
  }

  @Provide
  Arbitrary<JsonObject> frames() {
    Arbitrary<Object> values =
        Arbitraries.of(
            "post",
            "",
            " ",
            "abcd",
            "abcde",
            "01980000-0000-7000-8000-0000000000c1",
            "01980000-0000-7000-8000-0000000000C1",
            "0198000-00000-7000-8000-0000000000c1",
            "01980000-0000-7000-8000-0000000000\u0661\u0662",
            "01980000-0000-7000-8000-00000000-0c1",
            "01980000-0000-7000-8000-0000000000g1",
            "01980000-0000-7000-8000-0000000000c12",
            "\uD83D\uDC4B\uD83D\uDC4B",
            0,
            9,
            10,
            -1,
            1.0,
            1.5,
            true,
            new JsonObject(),
            JsonArray.of("a", "b"),
            JsonArray.of("a", 1),
            JsonArray.of("a", "b", "c"),
            1L << 40);
    return Arbitraries.maps(
            Arbitraries.of(
                List.of("type", "text", "position", "open", "id", "where", "count", "more")),
            values)
        .ofMaxSize(5)
        .map(JsonObject::new);
  }
}
