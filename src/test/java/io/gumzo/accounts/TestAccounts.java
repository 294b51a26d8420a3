package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;

import io.gumzo.bus.Bus;
import io.gumzo.bus.Command;
import io.gumzo.config.GumzoConfig;
import io.gumzo.config.RedisConfig;
import io.gumzo.joining.JoiningAdmission;
import io.gumzo.persistence.PersistenceVerticle;
import io.gumzo.sessions.PasswordEnds;
import io.gumzo.sessions.SessionListService;
import io.gumzo.sessions.SessionService;
import io.gumzo.sessions.TwoFactorService;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.testing.TestServers;
import io.gumzo.throttle.ThrottleVerticle;
import io.gumzo.tokens.AccessTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The accounts and sessions of one node, on a database of their own. */
public final class TestAccounts implements AutoCloseable {
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  public final Vertx vertx = Vertx.vertx();
  public final Bus bus = Bus.of(vertx);
  public final List<StreamEvent> told = new CopyOnWriteArrayList<>();
  public final String postgresUrl;
  public final AccessTokens tokens;
  public final GumzoConfig config;
  private final Path folder = freshFolder();

  public TestAccounts() {
    this(TestServers.freshPostgresUrl(), TestServers.redis(), Map.of());
    start();
  }

  public TestAccounts(Map<String, String> options) {
    this(TestServers.freshPostgresUrl(), TestServers.redis(), options);
    start();
  }

  private TestAccounts(String postgresUrl, RedisConfig redis, Map<String, String> options) {
    this.postgresUrl = postgresUrl;
    var all = new java.util.HashMap<>(cheapHashes());
    all.put("postgres.url", postgresUrl);
    all.put("redis.url", redis.url());
    all.putAll(options);
    this.config = GumzoConfig.defaults(all);
    this.tokens = AccessTokens.open(vertx, config.tokens(), folder);
    tokens.shareWith(bus);
  }

  /** Another node on the same servers, with the same keys or not. */
  public TestAccounts another(Map<String, String> options) {
    var other = new TestAccounts(postgresUrl, config.redis(), options);
    other.start();
    return other;
  }

  /** Another node on the same servers, with the same keys. */
  public TestAccounts twin() {
    return another(Map.of("tokens.keysFile", keysFile().toString()));
  }

  /** The keys that this node made. */
  public Path keysFile() {
    return folder.resolve("keys/tokens.json");
  }

  public <Q, A> A ask(Command<Q, A> command, Q question) {
    return get(bus.ask(command, question));
  }

  public Me signUp(String username) {
    var person = person(username);
    return ask(
        SignUp.COMMAND,
        new SignUp(
            person.firstName(),
            person.lastName(),
            person.email(),
            username,
            person.password(),
            person.language(),
            null,
            username));
  }

  /** Somebody who breaks no rule. */
  public static SignUp person(String username) {
    return new SignUp("Xaveria", "Quist", username + "@example.org", username, "mvua-kubwa-jana");
  }

  public static String freshName() {
    return "person" + PEOPLE.incrementAndGet();
  }

  @Override
  public void close() {
    get(vertx.close());
  }

  private static Map<String, String> cheapHashes() {
    return Map.of("passwords.argon2MemoryKib", "4096", "passwords.argon2Iterations", "1");
  }

  private static Path freshFolder() {
    try {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "data");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void start() {
    bus.listen(Streams.COMMITTED, batch -> told.addAll(batch.events()));
    get(
        vertx.deployVerticle(
            new ThrottleVerticle(
                bus, config.redis(), config.throttle(), new SimpleMeterRegistry())));
    get(
        vertx.deployVerticle(
            new PersistenceVerticle(
                bus,
                config.postgres(),
                database ->
                    List.of(
                        new AccountService(
                            vertx,
                            bus,
                            database,
                            config,
                            tokens.links(),
                            new AccountHooks(
                                new PasswordEnds(bus, tokens),
                                new JoiningAdmission(database, config, tokens.links()))),
                        new SessionService(bus, database, tokens, config.tokens()),
                        new TwoFactorService(
                            bus, database, tokens.secrets(), config.confirmsEmails()),
                        new SessionListService(bus, database, tokens, config.tokens())))));
  }
}
