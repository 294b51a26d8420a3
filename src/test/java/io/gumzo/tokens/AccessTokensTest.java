package io.gumzo.tokens;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.Futures.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gumzo.config.ConfigException;
import io.gumzo.config.TokensConfig;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static Vertx vertx;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    get(vertx.close());
  }

  @Test
  void a_token_says_who_asks_and_until_when() {
    AccessTokens tokens = open("");
    Principal principal = principal(60);

    String token = tokens.issue(principal);

    assertThat(get(tokens.verify(token))).isEqualTo(principal);
    assertThat(get(tokens.verify(token))).isEqualTo(principal);
    assertThat(part(token, 1).fieldNames())
        .containsExactlyInAnyOrder("iss", "sub", "sid", "role", "exp", "iat");
  }

  @Test
  void keys_are_opened_off_the_event_loop() {
    AccessTokens tokens = get(vertx.executeBlocking(() -> open("")));

    assertThat(get(tokens.verify(tokens.issue(principal(60)))).role()).isEqualTo("user");
  }

  @Test
  void an_expired_token_is_told_apart_from_a_forged_one() throws InterruptedException {
    AccessTokens tokens = open("");
    assertThat(problem(tokens.verify(tokens.issue(principal(-1)))).type())
        .isEqualTo(ProblemType.TOKEN_EXPIRED);

    Principal short_ = new Principal(UUID.randomUUID(), UUID.randomUUID(), "user", soon());
    String token = tokens.issue(short_);
    assertThat(get(tokens.verify(token))).isEqualTo(short_);
    org.awaitility.Awaitility.await().until(() -> !Instant.now().isBefore(short_.expiresAt()));
    assertThat(problem(tokens.verify(token)).type()).isEqualTo(ProblemType.TOKEN_EXPIRED);
  }

  @Test
  void a_token_without_a_signature_is_refused() {
    AccessTokens tokens = open("");
    String[] parts = tokens.issue(principal(60)).split("\\.");
    for (String algorithm : List.of("none", "None", "HS256")) {
      String header = encode(new JsonObject().put("alg", algorithm).put("typ", "JWT"));
      assertUnauthenticated(tokens, header + "." + parts[1] + ".");
      assertUnauthenticated(tokens, header + "." + parts[1]);
      assertUnauthenticated(tokens, header + "." + parts[1] + "." + parts[2]);
    }
  }

  @Test
  void a_changed_token_is_refused() {
    AccessTokens tokens = open("");
    String[] parts = tokens.issue(principal(60)).split("\\.");
    JsonObject claims = part(String.join(".", parts), 1).put("role", "admin");

    assertUnauthenticated(tokens, parts[0] + "." + encode(claims) + "." + parts[2]);
    assertUnauthenticated(
        tokens, parts[0] + "." + parts[1] + "." + BASE64.encodeToString(new byte[64]));
  }

  @Test
  void the_token_of_another_server_is_refused() {
    AccessTokens tokens = open("");
    AccessTokens other = AccessTokens.open(vertx, config("", "gumzo"), folder.resolve("other"));
    AccessTokens otherIssuer = AccessTokens.open(vertx, config("", "another"), folder);

    assertUnauthenticated(tokens, other.issue(principal(60)));
    assertUnauthenticated(tokens, otherIssuer.issue(principal(60)));
  }

  @Test
  void signed_but_without_what_we_need_is_refused() {
    AccessTokens tokens = open("");
    var key = SigningKeys.load(config("", "gumzo"), folder).first().jwk();
    var signer =
        io.vertx.ext.auth.jwt.JWTAuth.create(
            vertx, new io.vertx.ext.auth.jwt.JWTAuthOptions().addJwk(key));
    var options = new io.vertx.ext.auth.JWTOptions().setAlgorithm("ES256");
    var whole =
        new JsonObject()
            .put("iss", "gumzo")
            .put("sub", UUID.randomUUID().toString())
            .put("sid", UUID.randomUUID().toString())
            .put("role", "user")
            .put("exp", Instant.now().plusSeconds(60).getEpochSecond());
    get(tokens.verify(signer.generateToken(whole, options)));

    for (String claim : List.of("iss", "sub", "sid", "role", "exp")) {
      JsonObject less = whole.copy();
      less.remove(claim);
      assertUnauthenticated(tokens, signer.generateToken(less, options));
      if (!claim.equals("role")) {
        assertUnauthenticated(tokens, signer.generateToken(less.put(claim, "x"), options), claim);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "e30.e30.e30", "....", "é.é.é", "null"})
  void garbage_is_refused(String garbage) {
    assertUnauthenticated(open(""), garbage);
    assertUnauthenticated(open(""), garbage.repeat(1_000));
  }

  @Test
  void keys_rotate_without_signing_anybody_out() throws IOException {
    SigningKey old = SigningKey.generate();
    SigningKey fresh = SigningKey.generate();
    AccessTokens before = open(file("before", old));
    AccessTokens during = open(file("during", fresh, old));
    AccessTokens after = open(file("after", fresh));
    String oldToken = before.issue(principal(60));
    String freshToken = during.issue(principal(60));

    assertThat(part(oldToken, 0).getString("kid")).isEqualTo(old.id());
    assertThat(part(freshToken, 0).getString("kid")).isEqualTo(fresh.id());
    get(during.verify(oldToken));
    get(during.verify(freshToken));
    get(after.verify(freshToken));
    assertUnauthenticated(after, oldToken);
    assertThat(during.jwks().getJsonArray("keys")).hasSize(2);
  }

  @Test
  void only_public_halves_are_published() {
    JsonObject jwks = open("").jwks();

    assertThat(jwks.encode()).doesNotContain("\"d\"");
    assertThat(jwks.getJsonArray("keys").getJsonObject(0).fieldNames())
        .containsExactlyInAnyOrder("kty", "crv", "x", "y", "kid", "alg", "use");
  }

  @Test
  void nodes_that_start_at_once_agree_on_one_key() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var opened =
          threads.invokeAll(
              IntStream.range(0, 16)
                  .<java.util.concurrent.Callable<AccessTokens>>mapToObj(i -> () -> open(""))
                  .toList());
      String token = opened.get(0).get().issue(principal(60));
      for (var each : opened) {
        get(each.get().verify(token));
      }
    }
    Path file = folder.resolve("keys/tokens.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_file_that_cannot_be_used_is_named_in_one_line() throws IOException {
    SigningKey one = SigningKey.generate();
    SigningKey other = SigningKey.generate();
    JsonObject crossed = one.jwk().copy().put("d", other.jwk().getString("d"));
    JsonObject notOnCurve = one.jwk().copy().put("x", other.jwk().getString("x"));

    assertRefused(folder.resolve("missing.json").toString(), "there is no file");
    assertRefused(folder.toString(), "cannot read");
    assertRefused(text("-----BEGIN PRIVATE KEY-----"), "want a JSON Web Key Set");
    assertRefused(text("{\"keys\": 1}"), "want a JSON Web Key Set");
    assertRefused(text("{\"keys\": []}"), "at least one key");
    assertRefused(text("{\"keys\": [1]}"), "key 1 is not an object");
    assertRefused(text("{\"keys\": [{\"kty\": \"RSA\"}]}"), "key 1: want kty EC");
    assertRefused(keys(one.jwk().copy().put("x", "AA")), "'x' is not 32 bytes");
    assertRefused(keys(one.publicHalf()), "no private half");
    assertRefused(keys(one.jwk(), one.publicHalf()), "two keys with the kid");
    assertRefused(keys(crossed), "do not belong together");
    assertRefused(keys(notOnCurve), "curve");
  }

  private AccessTokens open(String keysFile) {
    return AccessTokens.open(vertx, config(keysFile, "gumzo"), folder);
  }

  private void assertRefused(String keysFile, String because) {
    assertThatThrownBy(() -> open(keysFile))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(because)
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n", "\"d\""));
  }

  private static void assertUnauthenticated(AccessTokens tokens, String token, String... what) {
    assertThat(problem(tokens.verify(token)).type())
        .as(token + Arrays.toString(what))
        .isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  private static TokensConfig config(String keysFile, String issuer) {
    return new TokensConfig(600, 30, keysFile, issuer);
  }

  private static Principal principal(int seconds) {
    return new Principal(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "user",
        Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS));
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
  }

  private String file(String name, SigningKey... keys) throws IOException {
    var array = new JsonArray();
    for (SigningKey key : keys) {
      array.add(key.jwk());
    }
    return Files.writeString(
            folder.resolve(name + ".json"), new JsonObject().put("keys", array).encode())
        .toString();
  }

  private String keys(JsonObject... keys) throws IOException {
    return text(new JsonObject().put("keys", new JsonArray(Arrays.asList(keys))).encode());
  }

  private String text(String content) throws IOException {
    return Files.writeString(folder.resolve(UUID.randomUUID() + ".json"), content).toString();
  }

  private static JsonObject part(String token, int index) {
    return new JsonObject(
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8));
  }

  private static String encode(JsonObject part) {
    return BASE64.encodeToString(part.encode().getBytes(StandardCharsets.UTF_8));
  }
}
