package io.gumzo.bench;

import io.gumzo.bench.BenchFailure.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One statement over and over, from several clients at once: by pgbench where there is one, else by
 * a thread for each client with the same statement prepared. {@code :client_id} in it is the number
 * of the client, from 0.
 */
final class SqlLimit {
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
  private static final Optional<Path> PGBENCH = find();

  private final Path folder;
  private final String url;

  /**
   * @param folder for the script
   */
  SqlLimit(Path folder, String url) {
    this.folder = folder;
    this.url = url;
  }

  /** How it is driven, for the table. */
  static String driver() {
    return PGBENCH.isPresent() ? "pgbench" : "own driver, no pgbench here";
  }

  /** Statements per second. */
  double perSecond(String sql, int clients, double seconds) {
    long whole = Math.max(1, Math.round(seconds));
    return PGBENCH.isPresent()
        ? pgbench(PGBENCH.get(), sql, clients, whole)
        : threads(sql, clients, whole);
  }

  private double pgbench(Path pgbench, String sql, int clients, long seconds) {
    URI uri = URI.create(url);
    String[] user = uri.getUserInfo().split(":", 2);
    try {
      Path script = Files.writeString(folder.resolve("limit.sql"), sql.strip() + ";\n");
      var builder =
          new ProcessBuilder(
                  pgbench.toString(),
                  "--no-vacuum",
                  "--protocol=prepared",
                  "--file=" + script,
                  "--client=" + clients,
                  "--jobs=" + Math.min(2, clients),
                  "--time=" + seconds,
                  "--host=" + uri.getHost(),
                  "--port=" + uri.getPort(),
                  "--username=" + user[0],
                  uri.getPath().substring(1))
              .redirectErrorStream(true);
      builder.environment().put("PGPASSWORD", user[1]);
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher tps = TPS.matcher(output);
      if (!process.waitFor(seconds + 30, TimeUnit.SECONDS)
          || process.exitValue() != 0
          || !tps.find()) {
        throw new BenchFailure(
            Reason.SERVER, "pgbench failed: " + output.lines().reduce("", (a, b) -> b));
      }
      return Double.parseDouble(tps.group(1));
    } catch (IOException failed) {
      throw new BenchFailure(Reason.SERVER, "pgbench: " + failed.getMessage(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchFailure(Reason.CUT_SHORT, "Interrupted.", interrupted);
    }
  }

  private double threads(String sql, int clients, long seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    var all = new ArrayList<CompletableFuture<Long>>();
    for (int client = 0; client < clients; client++) {
      String own = sql.replace(":client_id", Integer.toString(client));
      var done = new CompletableFuture<Long>();
      all.add(done);
      Thread.ofPlatform().daemon().start(() -> repeat(own, end, done));
    }
    return all.stream().mapToLong(CompletableFuture::join).sum() / (double) seconds;
  }

  private void repeat(String sql, long end, CompletableFuture<Long> done) {
    try (var connection = Sql.connect(url);
        var statement = connection.prepareStatement(sql)) {
      long count = 0;
      while (System.nanoTime() < end) {
        statement.execute();
        count++;
      }
      done.complete(count);
    } catch (SQLException | BenchFailure failed) {
      done.completeExceptionally(failed);
    }
  }

  private static Optional<Path> find() {
    var folders = new ArrayList<>(List.of(System.getenv("PATH").split(":")));
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      versions.map(version -> version.resolve("bin").toString()).forEach(folders::add);
    } catch (IOException none) {
      // Then it is on the path or not there.
    }
    return folders.stream()
        .map(folder -> Path.of(folder, "pgbench"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
