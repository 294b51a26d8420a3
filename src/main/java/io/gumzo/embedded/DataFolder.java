package io.gumzo.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder that everything durable lives in, held by one process at a time.
 *
 * <p>The lock is the system's own, so it ends with the process however that ends.
 */
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "gumzo.lock";
  private static final String PID = "gumzo.pid";

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the folder when it is missing, for its owner alone, and takes it.
   *
   * @return empty when another process holds it
   * @throws EmbeddedException when it cannot be written
   */
  public static Optional<DataFolder> open(Path path) {
    try {
      Trees.createPrivate(path);
      var channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      Files.writeString(path.resolve(PID), Long.toString(ProcessHandle.current().pid()));
      return Optional.of(new DataFolder(path, channel, lock));
    } catch (IOException failed) {
      throw unusable(path, failed);
    }
  }

  /** The process that holds the folder; empty when it is unknown. */
  public static Optional<Long> holder(Path path) {
    try {
      return Optional.of(Long.valueOf(Files.readString(path.resolve(PID)).strip()));
    } catch (IOException | NumberFormatException unknown) {
      return Optional.empty();
    }
  }

  public Path path() {
    return path;
  }

  /** Lets the folder go; another process may take it. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path.resolve(PID));
      lock.release();
      channel.close();
    } catch (IOException failed) {
      throw unusable(path, failed);
    }
  }

  static EmbeddedException unusable(Path path, IOException failed) {
    return new EmbeddedException(
        "The data folder %s cannot be used: %s.".formatted(path, reason(failed)), failed);
  }

  /**
   * {@code permission denied}, {@code no space left on device} …: a cause without its class name.
   */
  static String reason(IOException failed) {
    return switch (failed) {
      case AccessDeniedException denied -> "permission denied for " + denied.getFile();
      case NoSuchFileException missing -> "no such file " + missing.getFile();
      case FileAlreadyExistsException file -> file.getFile() + " is a file";
      default -> String.valueOf(failed.getMessage());
    };
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldHere) {
      return null;
    }
  }
}
