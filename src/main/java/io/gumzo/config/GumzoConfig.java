package io.gumzo.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All settings of one node; every component is a section of {@code conf/gumzo.yaml}. */
public record GumzoConfig(
    DataConfig data,
    StartConfig start,
    HttpConfig http,
    ManagementConfig management,
    PostgresConfig postgres,
    RedisConfig redis,
    ClusterConfig cluster,
    TokensConfig tokens,
    PasswordsConfig passwords,
    MailConfig mail,
    AccountsConfig accounts,
    AdminConfig admin,
    ContactsConfig contacts,
    ThrottleConfig throttle,
    MessagesConfig messages,
    SocketsConfig sockets,
    ActivityConfig activity,
    LogConfig log) {

  public GumzoConfig {
    // What a mail links to must never be what a request says that the server is called.
    if (mail.sends() && http.publicUrl().isEmpty()) {
      throw new ConfigException("http.publicUrl: want a value, mails link to it");
    }
    if (accounts.signUp() == AccountsConfig.SignUpMode.DOMAINS
        && mail.url().isEmpty()
        && !mail.mayShow()) {
      throw new ConfigException(
          "accounts.signUp: want another mode than domains, nobody is sent a mail without mail.url");
    }
    if (accounts.requireVerifiedEmail() && mail.url().isEmpty() && !mail.mayShow()) {
      throw new ConfigException(
          "accounts.requireVerifiedEmail: want false, nobody is sent a mail without mail.url");
    }
  }

  /**
   * Reads the packaged defaults, then {@code file}, then {@code GUMZO_*} of {@code environment},
   * then {@code options}; the later wins.
   *
   * @param options values by key, e.g. {@code http.port} → {@code 8001}
   * @throws ConfigException with one line for every unknown key and every value that breaks a rule
   */
  public static GumzoConfig load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> options) {
    return ConfigLoader.load(file, environment, options);
  }

  /**
   * The packaged defaults with {@code options} (values by key) over them; the environment is not
   * read.
   *
   * @throws ConfigException as {@link #load}
   */
  public static GumzoConfig defaults(Map<String, String> options) {
    return ConfigLoader.load(Optional.empty(), Map.of(), options);
  }

  /** This process's environment; nothing else reads it. */
  public static Map<String, String> environment() {
    return System.getenv();
  }

  /**
   * Values by key as variables, for another process: {@code http.port} is {@code GUMZO_HTTP_PORT}.
   */
  public static Map<String, String> environment(Map<String, String> options) {
    var environment = new HashMap<String, String>();
    for (var key : ConfigKey.all()) {
      if (options.containsKey(key.name())) {
        environment.put(key.variable(), options.get(key.name()));
      }
    }
    return environment;
  }

  /** Whether emails can be confirmed: mails are sent, or confirming is demanded. */
  public boolean confirmsEmails() {
    return mail.sends() || accounts.requireVerifiedEmail();
  }

  /** Where people reach this server: {@code https://chat.example.org}. */
  public String ownUrl() {
    return http.publicUrl().isEmpty()
        ? "http://%s:%d".formatted(http.localHost(), http.port())
        : http.publicUrl();
  }

  /** Where log files go, or empty when none are wanted. */
  public Optional<Path> logFolder() {
    return switch (log.folder()) {
      case "" -> Optional.of(data.folder().resolve("logs"));
      case "none" -> Optional.empty();
      default -> Optional.of(Path.of(log.folder()).toAbsolutePath().normalize());
    };
  }
}
