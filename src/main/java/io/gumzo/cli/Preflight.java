package io.gumzo.cli;

import io.gumzo.config.GumzoConfig;
import io.gumzo.config.PostgresConfig;
import io.gumzo.config.RedisConfig;
import io.gumzo.persistence.Jdbc;
import io.gumzo.tls.TlsFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLSocket;

/**
 * Finds out before the start whether the servers answer, and says in a line which does not and why.
 */
final class Preflight {
  private static final Map<String, String> POSTGRES_REASONS =
      Map.of(
          "28P01", "it refuses the user or the password",
          "28000", "it refuses the user",
          "3D000", "it has no such database",
          "53300", "it has no connection left",
          "57P03", "it is starting up or shutting down");

  private Preflight() {}

  /**
   * @throws Failure for the first that cannot be used
   */
  static void serversAnswer(GumzoConfig config) {
    postgresAnswers(config.postgres());
    redisAnswers(config.redis());
  }

  private static void postgresAnswers(PostgresConfig config) {
    var properties = new Properties();
    properties.putAll(Jdbc.properties(config));
    properties.setProperty("user", config.effectiveUser());
    properties.setProperty("password", config.effectivePassword().value());
    var seconds = Math.max(1, config.connectTimeoutMillis() / 1000);
    properties.setProperty("loginTimeout", Integer.toString(seconds));
    try (var connection = DriverManager.getConnection(Jdbc.url(config), properties)) {
      connection.isValid(seconds);
    } catch (SQLException failed) {
      throw unusable(
          "PostgreSQL", config.host(), config.port(), reason(failed), "postgres.url", failed);
    }
  }

  private static void redisAnswers(RedisConfig config) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(config.host(), config.port()), config.timeoutMillis());
      if (config.encrypted()) {
        shakeHands(socket, config);
      }
    } catch (IOException failed) {
      throw unusable("Redis", config.host(), config.port(), reason(failed), "redis.url", failed);
    }
  }

  private static void shakeHands(Socket socket, RedisConfig config) throws IOException {
    socket.setSoTimeout(config.timeoutMillis());
    var trust = TlsFiles.authorities(config.tls()).getTrustManagers();
    var sockets = TlsFiles.context(config.tls(), trust).getSocketFactory();
    try (var encrypted =
        (SSLSocket) sockets.createSocket(socket, config.host(), config.port(), true)) {
      var parameters = encrypted.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      encrypted.setSSLParameters(parameters);
      encrypted.startHandshake();
    }
  }

  private static Failure unusable(
      String name, String host, int port, String reason, String key, Exception failed) {
    return new Failure(
        ExitCode.SERVER,
        "%s at %s:%d cannot be used: %s. Start it, or correct %s."
            .formatted(name, host, port, reason, key),
        failed);
  }

  private static String reason(SQLException failed) {
    var known = POSTGRES_REASONS.get(failed.getSQLState());
    if (known != null) {
      return known;
    }
    return failed.getCause() instanceof IOException network
        ? reason(network)
        : failed.getMessage().lines().findFirst().orElse("no reason given");
  }

  private static String reason(IOException failed) {
    return failed instanceof UnknownHostException
        ? "unknown host"
        : String.valueOf(failed.getMessage());
  }
}
