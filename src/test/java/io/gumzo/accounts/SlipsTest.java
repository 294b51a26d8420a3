package io.gumzo.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlipsTest {
  @Test
  void one_mistake_is_found_and_two_are_not() {
    assertThat(Slips.of("asja"))
        .contains("saja", "asj", "aja", "asha", "asjaa", "asjha", ".asja")
        .doesNotContain("asja", "sjaa", "as", "ashaa")
        .doesNotHaveDuplicates();
  }

  @Test
  void letters_are_added_to_latin_names_alone() {
    assertThat(Slips.of("марья")).hasSize(9).contains("амрья", "маря");
    assertThat(Slips.of("😀ab")).contains("a😀b", "😀b", "ab").doesNotContain("a😀a");
  }

  @Test
  void two_letters_are_only_swapped() {
    assertThat(Slips.of("ol")).containsExactly("lo");
    assertThat(Slips.of("明小")).containsExactly("小明");
  }

  @Test
  void what_nobody_could_look_at_is_not_made() {
    assertThat(Slips.of("")).doesNotContain("");
    assertThat(Slips.of("a")).doesNotContain("", "a");
    assertThat(Slips.of("a".repeat(24))).hasSizeLessThan(1_500);
    assertThat(Slips.of("a".repeat(25))).isEmpty();
  }
}
