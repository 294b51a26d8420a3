package io.gumzo.tokens;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.Futures.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.config.TokensConfig;
import io.gumzo.problem.ProblemType;
import io.gumzo.redis.RedisClient;
import io.gumzo.testing.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with the same keys, which share what they have verified. */
class VouchersTest {
  private static final TokensConfig CONFIG = GumzoConfig.defaults(Map.of()).tokens();

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private AccessTokens one;
  private AccessTokens other;

  @BeforeEach
  void start() {
    get(vertx.deployVerticle(new Host(bus)));
    one = AccessTokens.open(vertx, CONFIG, folder);
    other = AccessTokens.open(vertx, CONFIG, folder);
    one.shareWith(bus);
    other.shareWith(bus);
    var vouchers = vouchers(folder);
    await().until(() -> vouch(vouchers, "a name"));
  }

  @AfterEach
  void stop() {
    get(vertx.close());
  }

  @Test
  void a_token_that_one_node_has_verified_is_known_to_the_other() {
    Principal principal = principal(60);
    String token = one.issue(principal);
    var vouchers = vouchers(folder);
    assertThat(get(vouchers.isKnown(vouchers.name(token)))).isFalse();
    assertThat(get(one.verify(token))).isEqualTo(principal);
    await().until(() -> get(vouchers.isKnown(vouchers.name(token))));
    assertThat(get(other.verify(token))).isEqualTo(principal);
  }

  @Test
  void what_is_vouched_for_is_believed_and_nothing_beside_it() {
    String token = withoutSignature(one.issue(principal(60)));
    assertThat(problem(one.verify(token)).type()).isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(vouch(vouchers(folder), token)).isTrue();
    assertThat(get(other.verify(token)).role()).isEqualTo("user");
    assertThat(problem(other.verify(token.replaceFirst(".$", "Q"))).type())
        .isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void nobody_without_the_keys_can_vouch() {
    String token = withoutSignature(one.issue(principal(60)));
    assertThat(vouch(vouchers(folder.resolve("others")), token)).isTrue();
    assertThat(problem(other.verify(token)).type()).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void what_has_expired_or_was_signed_out_is_over_though_vouched_for() {
    String expired = one.issue(principal(-1));
    assertThat(vouch(vouchers(folder), expired)).isTrue();
    assertThat(problem(other.verify(expired)).type()).isEqualTo(ProblemType.TOKEN_EXPIRED);

    Principal gone = principal(60);
    String signedOut = one.issue(gone);
    get(one.verify(signedOut));
    other.end(java.util.List.of(gone.signIn()));
    assertThat(problem(other.verify(signedOut)).type()).isEqualTo(ProblemType.SESSION_ENDED);
  }

  private Vouchers vouchers(Path keys) {
    return new Vouchers(bus, SigningKeys.load(CONFIG, keys), CONFIG.issuer());
  }

  private boolean vouch(Vouchers vouchers, String token) {
    String name = vouchers.name(token);
    vouchers.vouch(name, Instant.now().plusSeconds(60));
    return get(vouchers.isKnown(name));
  }

  private static String withoutSignature(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
  }

  private static Principal principal(int seconds) {
    return new Principal(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "user",
        Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS));
  }

  private static final class Host extends AbstractVerticle {
    private final Bus bus;

    private Host(Bus bus) {
      this.bus = bus;
    }

    @Override
    public void start() {
      new VouchedTokens(
              () ->
                  RedisClient.open(vertx, TestServers.redis(), new SimpleMeterRegistry(), () -> {}))
          .bind(bus);
    }
  }
}
