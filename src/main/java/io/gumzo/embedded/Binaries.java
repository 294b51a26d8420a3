package io.gumzo.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Takes the servers out of the class path, once for each version; a folder appears whole or not at
 * all.
 */
final class Binaries {
  private static final String EXECUTABLE = "rwxr-xr-x";

  private final Path folder;
  private final Platform platform;

  /** Keeps them in {@code folder}. */
  Binaries(Path folder, Platform platform) {
    this.folder = folder;
    this.platform = platform;
  }

  /** The folder that holds {@code bin/postgres}. */
  Path postgres(String version) throws IOException {
    return once(
        "postgres-" + version, platform.postgresArchive(), (stream, into) -> unpack(stream, into));
  }

  /** The executable. */
  Path redis(String version) throws IOException {
    var home =
        once(
            "redis-" + version,
            platform.redisBinary(version),
            (stream, into) -> {
              var file = into.resolve("redis-server");
              Files.copy(stream, file);
              makeExecutable(file);
            });
    return home.resolve("redis-server");
  }

  private Path once(String name, String resource, Unpacker unpacker) throws IOException {
    var home = folder.resolve(name);
    if (Files.isDirectory(home)) {
      return home;
    }
    try (var stream = Binaries.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new EmbeddedException(
            "No %s for %s comes with Gumzo: give GUMZO_POSTGRES_URL and GUMZO_REDIS_URL of servers of your own."
                .formatted(name, platform));
      }
      Files.createDirectories(folder);
      Trees.deleteLeftovers(folder, name + ".half");
      var half = Files.createTempDirectory(folder, name + ".half");
      try {
        unpacker.unpack(new BufferedInputStream(stream, 1 << 16), half);
        makeExecutable(half);
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Trees.delete(half);
      }
      return home;
    }
  }

  /** Without what only a compiler needs. */
  private static void unpack(InputStream stream, Path into) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(stream))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("an entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (!entry.getName().endsWith(".a")) {
          Files.createDirectories(target.getParent());
          write(tar, entry, target);
        }
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      throw new FileAlreadyExistsException(entry.getName());
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & 0100) != 0) {
        makeExecutable(target);
      }
    }
  }

  private static void makeExecutable(Path path) throws IOException {
    Trees.allow(path, EXECUTABLE);
  }

  private interface Unpacker {
    void unpack(InputStream stream, Path into) throws IOException;
  }
}
