package io.gumzo.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Whole folders. */
final class Trees {
  private Trees() {}

  /** Makes {@code folder} when it is missing; only its owner gets in. */
  static void createPrivate(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Files.createDirectories(folder);
      return;
    }
    Files.createDirectories(folder);
    allow(folder, "rwx------");
  }

  /** Nothing happens on Windows. */
  static void allow(Path path, String permissions) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  /** Nothing happens when it is missing. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Hands every file to {@code user} (its number), unless the root is theirs already. */
  static void own(Path root, int user) throws IOException {
    if (user == (int) Files.getAttribute(root, "unix:uid")) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            return give(file);
          }

          // The root comes last, so that an interrupted walk starts again.
          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failed)
              throws IOException {
            return give(folder);
          }

          private FileVisitResult give(Path path) throws IOException {
            Files.setAttribute(path, "unix:uid", user, java.nio.file.LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Deletes what an interrupted run left: the children of {@code folder} whose name starts with
   * {@code prefix}.
   */
  static void deleteLeftovers(Path folder, String prefix) throws IOException {
    try (var children = Files.newDirectoryStream(folder, prefix + "*")) {
      for (var child : children) {
        delete(child);
      }
    }
  }
}
