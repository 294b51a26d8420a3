package io.gumzo.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code redis.conf} says, and so where a Redis that runs is reached. */
record RedisSettings(int port, String password) {
  private static final String NAME = "redis.conf";

  /** Empty when Redis was never started in {@code folder}. */
  static Optional<RedisSettings> read(Path folder) throws IOException {
    try {
      var text = Files.readString(folder.resolve(NAME));
      var port = find("port", text).map(Integer::valueOf);
      var password = find("requirepass", text);
      return port.flatMap(number -> password.map(word -> new RedisSettings(number, word)));
    } catch (NoSuchFileException never) {
      return Optional.empty();
    }
  }

  /** Writes the file, for its owner alone; its path. */
  Path write(Path folder, Path pidFile, Path log) throws IOException {
    var file = folder.resolve(NAME);
    Passwords.write(
        file,
        """
        # Written by Gumzo at every start.
        bind 127.0.0.1
        port %d
        protected-mode yes
        requirepass %s
        daemonize yes
        pidfile "%s"
        logfile "%s"
        dir "%s"
        save ""
        appendonly no
        maxmemory-policy noeviction
        """
            .formatted(port, password, pidFile, log, folder));
    return file;
  }

  String url() {
    return "redis://:%s@127.0.0.1:%d/0".formatted(password, port);
  }

  private static Optional<String> find(String name, String text) {
    var matcher = Pattern.compile("^" + name + " (\\w+)$", Pattern.MULTILINE).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
