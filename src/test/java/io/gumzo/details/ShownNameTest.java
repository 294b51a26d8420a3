package io.gumzo.details;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownNameTest {
  private static final String LONG = "Wa".repeat(50);

  @ParameterizedTest
  @CsvSource({
    "Asha Mwangi, Neema Mwangi",
    "asha, asha",
    "Asha, Asha",
  })
  void a_display_name_follows_the_first_name_until_another_one_is_chosen(
      String before, String after) {
    assertThat(renamed("Asha", "Mwangi", before).displayName()).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({"Asha", "Neema"})
  void one_that_was_cut_follows_too(String first) {
    String before = (first + " " + LONG).substring(0, 50);
    assertThat(renamed(first, LONG, before).displayName())
        .isEqualTo(("Neema " + LONG).substring(0, 50));
  }

  private static Details renamed(String first, String last, String shown) {
    return new Details("asha", first, last, shown).with(new UpdateMe(null, null, "Neema", null));
  }
}
