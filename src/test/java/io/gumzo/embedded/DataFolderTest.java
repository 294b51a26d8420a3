package io.gumzo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void one_process_holds_it_at_a_time() {
    var path = parent.resolve("data");
    try (var held = DataFolder.open(path).orElseThrow()) {
      assertThat(DataFolder.open(held.path())).isEmpty();
      assertThat(DataFolder.holder(path)).contains(ProcessHandle.current().pid());
    }
    DataFolder.open(path).orElseThrow().close();
  }

  @Test
  void a_file_in_its_place_is_one_clear_line() throws IOException {
    var file = Files.writeString(parent.resolve("data"), "");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(EmbeddedException.class)
        .hasMessage("The data folder %s cannot be used: %s is a file.".formatted(file, file));
  }
}
