package io.gumzo.tokens;

import io.gumzo.config.ConfigException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** {@code keys/tokens.json} in the data folder: made once, whoever of several nodes comes first. */
final class KeyFile {
  private static final String FOLDER = "keys";
  private static final String NAME = "tokens.json";

  private KeyFile() {}

  /** Blocks. The file, which is whole and for the owner's eyes alone when this returns. */
  static Path ensure(Path dataFolder) {
    Path folder = dataFolder.resolve(FOLDER);
    Path file = folder.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(folder, permissions("rwx------"));
        make(file);
      }
      return file;
    } catch (IOException failure) {
      throw new ConfigException("the signing keys: cannot write %s (%s)".formatted(file, failure));
    }
  }

  /** A link to a finished file: it appears at once and whole, and only one of several succeeds. */
  private static void make(Path file) throws IOException {
    Path draft = file.resolveSibling(NAME + "." + UUID.randomUUID());
    try {
      write(draft, new JsonObject().put("keys", new JsonArray().add(SigningKey.generate().jwk())));
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException another) {
      // Another node was first: its key counts.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(Path draft, JsonObject keys) throws IOException {
    var options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    var bytes = ByteBuffer.wrap(keys.encodePrettily().getBytes(StandardCharsets.UTF_8));
    try (SeekableByteChannel channel =
        Files.newByteChannel(draft, options, permissions("rw-------"))) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static FileAttribute<?>[] permissions(String owner) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owner))
        }
        : new FileAttribute<?>[0];
  }
}
