package io.gumzo.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL refuses to run as root; this is how it runs nevertheless when Gumzo does. */
enum NotRoot {
  /** An ordinary user. */
  PLAIN(List.of(), -1),
  /** In a user namespace, where root is nobody in particular; files stay root's. */
  NAMESPACE(List.of("unshare", "--user"), 0),
  /** As the user "nobody", who then owns the files; for containers that forbid namespaces. */
  NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), 65_534);

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final List<String> prefix;
  private final int owner;

  NotRoot(List<String> prefix, int owner) {
    this.prefix = prefix;
    this.owner = owner;
  }

  /**
   * @throws EmbeddedException when root has neither tool
   */
  static NotRoot choose(Path folder) throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return PLAIN;
    }
    for (var way : List.of(NAMESPACE, NOBODY)) {
      if (way.works(folder)) {
        return way;
      }
    }
    throw new EmbeddedException(
        "PostgreSQL refuses to run as root, and this system lets root change neither namespace nor user:"
            + " start Gumzo as an ordinary user, or give GUMZO_POSTGRES_URL.");
  }

  List<String> command(List<String> command) {
    var whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Makes the files at {@code root} belong to whom PostgreSQL runs as. */
  void own(Path root) throws IOException {
    if (owner >= 0) {
      Trees.own(root, owner);
    }
  }

  /** Lets whom PostgreSQL runs as through {@code folder}, without showing what is in it. */
  void pass(Path folder) throws IOException {
    if (this == NOBODY) {
      Trees.allow(folder, "rwx--x--x");
    }
  }

  private boolean works(Path folder) {
    try {
      return Tool.run(folder, LIMIT, command(List.of("true"))).succeeded();
    } catch (IOException missing) {
      return false;
    }
  }
}
