package io.gumzo.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "0e999999999, 0",
    "1000, 1000",
    "1000.0, 1000",
    "1e3, 1000",
    "1E+3, 1000",
    "-25e-1e, ",
    "2500e-2, 25",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "9.223372036854775807e18, 9223372036854775807"
  })
  void the_same_number_has_many_forms(String text, Long number) {
    var parsed = WholeNumbers.parse(text);
    assertThat(parsed.isPresent() ? parsed.getAsLong() : null).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1.5",
        "1e-1",
        "1e400",
        "1e999999999",
        "-1e999999999",
        "1e-999999999",
        "1e9999999999",
        "9223372036854775808",
        "01",
        "+1",
        "1.",
        ".5",
        "0x10",
        "١",
        "NaN",
        "Infinity",
        "1 ",
        "10000000000000000000000000000000000000000000e-40"
      })
  void others_are_none(String text) {
    assertThat(WholeNumbers.parse(text)).isEmpty();
  }
}
