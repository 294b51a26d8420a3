package io.gumzo.testing;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Tokens signed with a cluster's own key that expire sooner than its settings allow. */
public final class ShortTokens {
  private final JWTAuth signer;

  ShortTokens(Path dataFolder) {
    try {
      var keys = new JsonObject(Files.readString(dataFolder.resolve("keys/tokens.json")));
      signer =
          JWTAuth.create(
              Clients.VERTX,
              new JWTAuthOptions().addJwk(keys.getJsonArray("keys").getJsonObject(0)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The same device's, good for that long, counted in whole seconds. */
  public String of(Person person, Duration lifetime) {
    String payload = person.token().split("\\.", -1)[1];
    var claims =
        new JsonObject(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    claims.put("exp", Instant.now().plus(lifetime).getEpochSecond());
    return signer.generateToken(claims, new JWTOptions().setAlgorithm("ES256"));
  }
}
