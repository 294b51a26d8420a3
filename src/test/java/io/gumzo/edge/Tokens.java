package io.gumzo.edge;

import io.gumzo.config.GumzoConfig;
import io.gumzo.testing.Person;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.Principal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with the node's own key what the node would not, and with others what it would. */
final class Tokens implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final AccessTokens own;
  private final AccessTokens foreign;

  /** Makes the key that the node will then find in its data folder. */
  Tokens(GumzoConfig config) {
    own = AccessTokens.open(vertx, config.tokens(), config.data().folder());
    foreign =
        AccessTokens.open(vertx, config.tokens(), config.data().folder().resolve("another-server"));
  }

  JsonObject jwks() {
    return own.jwks();
  }

  /** A real one of this device, but good for so long only. */
  String goodFor(Person person, Duration time) {
    return own.issue(principal(person, Instant.now().plus(time)));
  }

  String expired(Person person) {
    return own.issue(principal(person, Instant.now().minusSeconds(120)));
  }

  /** Each is worth nothing, by what is wrong with it. */
  Map<String, String> forged(Person person) {
    String real = person.token();
    String[] parts = real.split("\\.", -1);
    var admin = payload(real).put("role", "admin").put("sub", UUID.randomUUID().toString());
    var none = new JsonObject().put("alg", "none").put("typ", "JWT");
    var forged = new LinkedHashMap<String, String>();
    forged.put("garbage", "garbage");
    forged.put("three parts of garbage", "a.b.c");
    forged.put("empty parts", "..");
    forged.put("another server's key", foreign.issue(principal(person, later())));
    forged.put("alg none", encoded(none.encode()) + "." + parts[1] + ".");
    forged.put(
        "alg none with a signature", encoded(none.encode()) + "." + parts[1] + "." + parts[2]);
    forged.put("no signature", parts[0] + "." + parts[1] + ".");
    forged.put("another payload", parts[0] + "." + encoded(admin.encode()) + "." + parts[2]);
    forged.put("the public key as a shared secret", signedWithPublicKey(admin));
    forged.put("a refresh token", person.refreshToken());
    forged.put("far too long", real + "A".repeat(3_000));
    return forged;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  static JsonObject payload(String token) {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return new JsonObject(new String(json, StandardCharsets.UTF_8));
  }

  private static Principal principal(Person person, Instant expiresAt) {
    var signIn = UUID.fromString(payload(person.token()).getString("sid"));
    return new Principal(person.id(), signIn, "user", expiresAt);
  }

  private static Instant later() {
    return Instant.now().plusSeconds(600);
  }

  private String signedWithPublicKey(JsonObject claims) {
    try {
      var key = own.jwks().getJsonArray("keys").getJsonObject(0);
      var header =
          new JsonObject().put("alg", "HS256").put("typ", "JWT").put("kid", key.getString("kid"));
      String signed = encoded(header.encode()) + "." + encoded(claims.encode());
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.encode().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
