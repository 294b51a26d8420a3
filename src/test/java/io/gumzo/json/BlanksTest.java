package io.gumzo.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlanksTest {
  /** The web client is tested with the same ones. */
  @Test
  void texts_paint_and_are_trimmed_as_the_table_says() throws IOException {
    try (var table = BlanksTest.class.getResourceAsStream("/blanks.json")) {
      var texts = new JsonArray(new String(table.readAllBytes(), StandardCharsets.UTF_8));
      assertThat(texts).hasSizeGreaterThan(80);
      assertThat(texts)
          .allSatisfy(
              each -> {
                var row = (JsonObject) each;
                String text = row.getString("text");
                assertThat(Blanks.paints(text)).isEqualTo(row.getBoolean("paints"));
                assertThat(Blanks.trimmed(text)).isEqualTo(row.getString("trimmed"));
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Asha", " Asha ", "\u00A0Asha\u3000", "\n\tAsha\u2028", "\uFEFFAsha"})
  void names_have_no_space_around_them(String name) {
    assertThat(Blanks.stripped(name)).isEqualTo("Asha");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789",
        "٠١٢٣٤٥٦٧٨٩",
        "۰۱۲۳۴۵۶۷۸۹",
        "०१२३४५६७८९",
        "０１２３４５６７８９",
        "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"
      })
  void digits_of_any_script_are_digits(String ten) {
    assertThat(Texts.withPlainDigits(ten + "-a\u00B2")).isEqualTo("0123456789-a\u00B2");
  }
}
