package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;
import static io.gumzo.config.Rules.notBlank;
import static io.gumzo.config.Rules.origin;

import java.util.List;

/** Where the API, the sockets and the web client are served, and whom they trust. */
public record HttpConfig(
    String host,
    int port,
    int ownPort,
    String publicUrl,
    List<String> allowedOrigins,
    List<String> trustedProxies,
    int maxBodyBytes,
    int idleSeconds,
    int headSeconds,
    int bodySeconds,
    int connectionsPerAddress,
    boolean h2c,
    int eventLoops,
    SecureCookies secureCookies) {

  /** When the refresh cookie carries {@code Secure}. */
  public enum SecureCookies {
    /** When the request came over https. */
    AUTO,
    ALWAYS,
    NEVER
  }

  public HttpConfig {
    notBlank("http.host", host);
    inRange("http.port", port, 0, 65_535);
    inRange("http.ownPort", ownPort, 0, 65_535);
    if (ownPort != 0 && ownPort == port) {
      throw new ConfigException(
          "http.ownPort: want another port than http.port, have %d".formatted(ownPort));
    }
    if (!publicUrl.isEmpty()) {
      publicUrl = origin("http.publicUrl", publicUrl);
    }
    allowedOrigins =
        allowedOrigins.stream().map(each -> origin("http.allowedOrigins", each)).toList();
    trustedProxies = List.copyOf(trustedProxies);
    trustedProxies.forEach(each -> Rules.network("http.trustedProxies", each));
    inRange("http.maxBodyBytes", maxBodyBytes, 1_024, 104_857_600);
    inRange("http.idleSeconds", idleSeconds, 1, 3_600);
    inRange("http.headSeconds", headSeconds, 1, 600);
    inRange("http.bodySeconds", bodySeconds, 1, 3_600);
    inRange("http.connectionsPerAddress", connectionsPerAddress, 0, 1_000_000);
    inRange("http.eventLoops", eventLoops, 0, 64);
  }

  /** Whether only this machine reaches it. */
  public boolean isLocal() {
    return Rules.isLoopback(host);
  }

  /** What people on this machine call it, as in an URL. */
  String localHost() {
    return switch (host) {
      case "0.0.0.0", "::", "127.0.0.1" -> "localhost";
      default -> host.indexOf(':') < 0 ? host : "[" + host + "]";
    };
  }
}
