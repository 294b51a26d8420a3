package io.gumzo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gumzo.BuildInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL under each of the ways that root has; one cluster serves them all. */
class NotRootTest {
  @TempDir Path parent;

  @Test
  void a_cluster_moves_between_the_ways() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root needs them");
    Trees.allow(parent, "rwx--x--x");
    var data = Files.createDirectory(parent.resolve("data"));
    var version = BuildInfo.read().postgres();
    var home = new Binaries(parent.resolve("bin"), Platform.current()).postgres(version);
    Trees.allow(parent.resolve("bin"), "rwxr-xr-x");

    for (var way : new NotRoot[] {NotRoot.NOBODY, NotRoot.NAMESPACE, NotRoot.NOBODY}) {
      var server = new PostgresServer(data, home, version, 20, way);
      server.start();
      assertThat(server.runs()).as(way.name()).isTrue();
      server.stop();
      assertThat(server.runs()).as(way.name()).isFalse();
    }
  }
}
