package io.gumzo.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gumzo.json.Opaque;
import io.gumzo.problem.Problem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
  @Test
  void a_cursor_is_read_as_it_was_written() {
    var at = Instant.parse("2026-01-02T03:04:05.678Z");
    assertThat(Place.of(Place.cursor(at, 17), null)).isEqualTo(new Place.Before(at, 17));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-02T03:04:05.678Z",
        "2026-01-02T03:04:05.678Z ",
        "2026-01-02T03:04:05.678Z x",
        "yesterday 17",
        "-5000-01-01T00:00:00Z 17",
        "+200000-01-01T00:00:00Z 17"
      })
  void a_cursor_that_is_none_is_refused(String cursor) {
    assertThatThrownBy(() -> Place.of(Opaque.of(cursor), null)).isInstanceOf(Problem.class);
  }
}
