package io.gumzo.cli;

import io.gumzo.config.GumzoConfig;
import io.gumzo.config.MailConfig.ShowUnsent;
import io.gumzo.embedded.DataFolder;
import io.gumzo.embedded.EmbeddedServers;
import io.gumzo.embedded.EmbeddedServers.Wanted;
import io.gumzo.embedded.RunningServers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** PostgreSQL and Redis for this run: the embedded ones where none are given. */
final class Backing {
  private static final int SPARE_CONNECTIONS = 30;

  private Backing() {}

  static boolean isEmbedded(GumzoConfig config) {
    return config.postgres().embedded() || config.redis().embedded();
  }

  /** Takes the data folder, which another run may hold. */
  static DataFolder open(GumzoConfig config) {
    var path = config.data().folder();
    return DataFolder.open(path).orElseThrow(() -> taken(config));
  }

  /**
   * Starts what {@code config} names no server for.
   *
   * @return the settings that say where they are
   */
  static Map<String, String> start(
      DataFolder folder,
      GumzoConfig config,
      int nodes,
      Shutdown shutdown,
      Consumer<String> progress)
      throws Exception {
    var wanted =
        new Wanted(
            config.postgres().embedded(),
            config.redis().embedded(),
            nodes * config.postgres().connections() + SPARE_CONNECTIONS);
    var servers = shutdown.start(() -> EmbeddedServers.start(folder, wanted, progress));
    var settings = settings(servers.postgresUrl(), servers.redisUrl());
    if (isForDevelopment(config)) {
      settings.put("mail.showUnsent", "always");
    }
    return settings;
  }

  /**
   * The servers that a running Gumzo has in the folder; when none runs, as {@link #start}, for as
   * long as {@code shutdown} is open.
   */
  static Map<String, String> join(GumzoConfig config, Shutdown shutdown, Consumer<String> progress)
      throws Exception {
    var path = config.data().folder();
    var free = DataFolder.open(path);
    if (free.isPresent()) {
      return start(shutdown.start(free::get), config, 1, shutdown, progress);
    }
    var running =
        RunningServers.find(path, config.postgres().embedded(), config.redis().embedded());
    return settings(running.postgresUrl(), running.redisUrl());
  }

  /** Nobody else can come here, and nothing of anybody else is kept here. */
  private static boolean isForDevelopment(GumzoConfig config) {
    return config.postgres().embedded()
        && config.http().isLocal()
        && config.http().publicUrl().isEmpty()
        && config.http().trustedProxies().isEmpty()
        && !config.mail().sends()
        && config.mail().showUnsent() == ShowUnsent.AUTO;
  }

  private static Failure taken(GumzoConfig config) {
    var path = config.data().folder();
    var process = DataFolder.holder(path).map(pid -> " (process %d)".formatted(pid)).orElse("");
    return new Failure(
        ExitCode.TAKEN,
        "Already running on %s%s. Stop it first, or choose another folder with --data."
            .formatted(path, process));
  }

  private static Map<String, String> settings(Optional<String> postgres, Optional<String> redis) {
    var settings = new HashMap<String, String>();
    postgres.ifPresent(url -> settings.put("postgres.url", url));
    redis.ifPresent(url -> settings.put("redis.url", url));
    return settings;
  }
}
