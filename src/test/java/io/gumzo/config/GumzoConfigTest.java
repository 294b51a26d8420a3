package io.gumzo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GumzoConfigTest {
  @TempDir Path folder;

  @Test
  void defaults_need_nothing() {
    var config =
        GumzoConfig.load(Optional.empty(), Map.of("GUMZO_HOME", folder.toString()), Map.of());

    assertThat(config.http().port()).isEqualTo(8000);
    assertThat(config.postgres().embedded()).isTrue();
    assertThat(config.redis().embedded()).isTrue();
    assertThat(config.data().folder()).isEqualTo(folder.resolve("data"));
    assertThat(config.logFolder()).contains(folder.resolve("data/logs"));
    assertThat(config.throttle().sendMessage()).isEqualTo(new ThrottleConfig.Rate(2000, 5));
  }

  @Test
  void an_option_wins_over_the_environment_and_that_over_the_file() throws IOException {
    var file = write("http: {port: 1, maxBodyBytes: 2048}\nmessages:\n  pageSize: 20\nsockets:\n");

    var config =
        GumzoConfig.load(
            Optional.of(file),
            Map.of("GUMZO_HTTP_PORT", "2", "GUMZO_HTTP_MAX_BODY_BYTES", "4096"),
            Map.of("http.port", "3"));

    assertThat(config.http().port()).isEqualTo(3);
    assertThat(config.http().maxBodyBytes()).isEqualTo(4096);
    assertThat(config.messages().pageSize()).isEqualTo(20);
  }

  @Test
  void a_broken_rule_names_the_key_and_every_one_is_told_at_once() {
    refused(
        Map.of(
            "GUMZO_POSTGRES_POOL_SIZE",
            "300",
            "GUMZO_HTTP_PORT",
            "many",
            "GUMZO_LOG_LEVEL",
            "loud"),
        "http.port: want a whole number, have 'many'\n"
            + "postgres.poolSize: want 1..100, have 300\n"
            + "log.level: want error, warn, info, debug, trace, have 'loud'");
  }

  @Test
  void an_unknown_variable_is_refused_with_the_likely_one() {
    refused(
        Map.of("GUMZO_POSTGRES_POOLSIZE", "3"),
        "GUMZO_POSTGRES_POOLSIZE: unknown variable; did you mean GUMZO_POSTGRES_POOL_SIZE?");
  }

  @Test
  void an_unknown_key_in_the_file_is_refused() throws IOException {
    var file = write("postgres:\n  poolsize: 3\nhttp: 3\n");

    assertThatThrownBy(() -> GumzoConfig.load(Optional.of(file), Map.of(), Map.of()))
        .hasMessage(
            file
                + ": postgres.poolsize: unknown key; did you mean postgres.poolSize?\n"
                + file
                + ": http: want keys below it, have a value");
  }

  @Test
  void a_missing_or_malformed_file_is_one_line() throws IOException {
    assertThatThrownBy(
            () -> GumzoConfig.load(Optional.of(folder.resolve("none.yaml")), Map.of(), Map.of()))
        .hasMessage(folder.resolve("none.yaml") + ": no such file");

    var file = write("http:\n  port: [1\n");
    assertThatThrownBy(() -> GumzoConfig.load(Optional.of(file), Map.of(), Map.of()))
        .hasMessageContaining("is not YAML")
        .satisfies(thrown -> assertThat(thrown.getMessage().lines()).hasSize(1));
  }

  @Test
  void a_secret_comes_from_a_file_and_is_never_shown() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "hunter2\n");

    var config =
        GumzoConfig.load(
            Optional.empty(),
            Map.of(
                "GUMZO_POSTGRES_PASSWORD_FILE", secret.toString(),
                "GUMZO_POSTGRES_URL", "postgres://gumzo@db.example:6000/chat?sslmode=require",
                "GUMZO_REDIS_URL", "redis://:hunter%2B3@cache.example/2"),
            Map.of());

    assertThat(config.postgres().effectivePassword().value()).isEqualTo("hunter2");
    assertThat(config.postgres().effectiveUser()).isEqualTo("gumzo");
    assertThat(config.postgres().port()).isEqualTo(6000);
    assertThat(config.postgres().database()).isEqualTo("chat");
    assertThat(config.redis().password().value()).isEqualTo("hunter+3");
    assertThat(config.redis().port()).isEqualTo(6379);
    assertThat(config.redis().database()).isEqualTo(2);
    assertThat(config.toString()).doesNotContain("hunter");
  }

  @Test
  void a_secret_file_that_cannot_be_read_is_named() {
    refused(
        Map.of("GUMZO_POSTGRES_PASSWORD_FILE", "/nowhere/secret"),
        "GUMZO_POSTGRES_PASSWORD_FILE: cannot read /nowhere/secret: NoSuchFileException");
  }

  @Test
  void encryption_that_cannot_be_had_is_one_line() throws IOException {
    var url = "postgres://gumzo@db.example/gumzo?";
    refused(
        Map.of("GUMZO_POSTGRES_URL", url + "sslmode=safe"),
        "postgres.url: want sslmode=disable, allow, prefer, require, verify-ca or verify-full, have"
            + " 'safe'");
    refused(
        Map.of("GUMZO_POSTGRES_URL", url + "sslmode=verify-ca"),
        "postgres.tls.caFile: want a file, because sslmode is verify-ca");
    refused(
        Map.of("GUMZO_POSTGRES_URL", url + "channel_binding=require"),
        "postgres.url: want no parameters but sslmode, sslrootcert, sslcert, sslkey, have"
            + " 'channel_binding'");
    refused(
        Map.of("GUMZO_REDIS_TLS_CA_FILE", "/nowhere/ca.pem"),
        "redis.tls.caFile: want a readable file, have /nowhere/ca.pem");
    var file = write("");
    refused(
        Map.of("GUMZO_REDIS_URL", "redis://r.example", "GUMZO_REDIS_TLS_CA_FILE", file.toString()),
        "redis.url: want rediss://host:port, because redis.tls is given");
    refused(
        Map.of("GUMZO_CLUSTER_TLS_CA_FILE", file.toString()),
        "cluster.tls: want caFile, certificateFile and keyFile together, because nodes check each"
            + " other");
    refused(
        Map.of("GUMZO_CLUSTER_TLS_KEY_FILE", file.toString()),
        "cluster.tls: want certificateFile and keyFile together, have one");
  }

  @Test
  void what_kubernetes_adds_is_ignored() {
    var config =
        GumzoConfig.load(
            Optional.empty(),
            Map.of(
                "GUMZO_SERVICE_HOST", "10.0.0.1",
                "GUMZO_SERVICE_PORT_HTTP", "8000",
                "GUMZO_PORT", "tcp://10.0.0.1:8000",
                "GUMZO_HTTP_PORT", "tcp://10.0.0.1:8000",
                "GUMZO_PORT_8000_TCP_ADDR", "10.0.0.1"),
            Map.of());

    assertThat(config.http().port()).isEqualTo(8000);
  }

  @Test
  void rules_between_keys_hold() {
    refused(
        Map.of("GUMZO_SOCKETS_PING_SECONDS", "60"),
        "sockets.pingSeconds: want less than sockets.idleSeconds (60), have 60");
    refused(
        Map.of("GUMZO_HTTP_OWN_PORT", "8000"),
        "http.ownPort: want another port than http.port, have 8000");
    refused(
        Map.of("GUMZO_HTTP_PUBLIC_URL", "chat.example.org"),
        "http.publicUrl: want https://host or https://host:port, have 'chat.example.org'");
    refused(
        Map.of("GUMZO_POSTGRES_URL", "postgres://u:p@host"),
        "postgres.url: want postgres://user@host:5432/database, the database is missing");
    refused(
        Map.of("GUMZO_HTTP_TRUSTED_PROXIES", "10.0.0.0/33"),
        "http.trustedProxies: want an address or a network such as 10.0.0.0/8, have '10.0.0.0/33'");
  }

  private static void refused(Map<String, String> environment, String message) {
    assertThatThrownBy(() -> GumzoConfig.load(Optional.empty(), environment, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("own.yaml"), yaml);
  }
}
