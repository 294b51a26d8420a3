package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;
import static io.gumzo.config.Rules.notBlank;

/** How nodes find, watch and feed each other. */
public record ClusterConfig(
    String host,
    String publicHost,
    int port,
    int leaseSeconds,
    int sweepSeconds,
    int watchdogSeconds,
    int beatMillis,
    int gatherMillis,
    int queueEvents,
    int answerTimeoutMillis,
    TlsConfig tls) {

  public ClusterConfig {
    notBlank("cluster.host", host);
    inRange("cluster.port", port, 0, 65_535);
    inRange("cluster.leaseSeconds", leaseSeconds, 2, 300);
    inRange("cluster.sweepSeconds", sweepSeconds, 1, 60);
    inRange("cluster.watchdogSeconds", watchdogSeconds, 1, 60);
    if (watchdogSeconds >= leaseSeconds) {
      throw new ConfigException(
          "cluster.watchdogSeconds: want less than cluster.leaseSeconds (%d), have %d"
              .formatted(leaseSeconds, watchdogSeconds));
    }
    inRange("cluster.beatMillis", beatMillis, 100, 60_000);
    inRange("cluster.gatherMillis", gatherMillis, 0, 100);
    inRange("cluster.queueEvents", queueEvents, 100, 1_000_000);
    inRange("cluster.answerTimeoutMillis", answerTimeoutMillis, 100, 60_000);
    tls.check("cluster.tls");
    if (!tls.isEmpty() && !(tls.hasCa() && tls.hasCertificate())) {
      throw new ConfigException(
          "cluster.tls: want caFile, certificateFile and keyFile together, because nodes check each"
              + " other");
    }
    if (host.equals("0.0.0.0") && (publicHost.isBlank() || port == 0)) {
      throw new ConfigException(
          "cluster.publicHost: want the address that other nodes reach, and a fixed cluster.port, because cluster.host"
              + " is 0.0.0.0");
    }
  }

  /** The address that other nodes connect to. */
  public String effectivePublicHost() {
    return publicHost.isBlank() ? host : publicHost;
  }
}
