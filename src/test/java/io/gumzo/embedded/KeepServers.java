package io.gumzo.embedded;

import java.nio.file.Path;

/** Starts the servers of a folder and waits to be killed. */
final class KeepServers {
  private KeepServers() {}

  public static void main(String[] arguments) throws InterruptedException {
    var folder = DataFolder.open(Path.of(arguments[0])).orElseThrow();
    var servers =
        EmbeddedServers.start(folder, EmbeddedServers.Wanted.both(50), System.out::println);
    System.out.println(
        "READY " + servers.postgresUrl().orElseThrow() + " " + servers.redisUrl().orElseThrow());
    Thread.currentThread().join();
  }
}
