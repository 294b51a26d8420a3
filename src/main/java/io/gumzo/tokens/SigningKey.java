package io.gumzo.tokens;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;

/**
 * One key for ES256 as a JSON Web Key (RFC 7517).
 *
 * @param id the {@code kid}: its own, or the thumbprint of the public half (RFC 7638)
 * @param jwk with the private half {@code d}, where there is one
 */
record SigningKey(String id, JsonObject jwk) {
  private static final int COORDINATE_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  static SigningKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      var point = ((ECPublicKey) pair.getPublic()).getW();
      return of(
          new JsonObject()
              .put("kty", "EC")
              .put("crv", "P-256")
              .put("x", coordinate(point.getAffineX()))
              .put("y", coordinate(point.getAffineY()))
              .put("d", coordinate(((ECPrivateKey) pair.getPrivate()).getS())));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * @throws IllegalArgumentException when it is not a key of the curve P-256; the message holds
   *     nothing of the key
   */
  static SigningKey of(JsonObject jwk) {
    if (!"EC".equals(jwk.getValue("kty")) || !"P-256".equals(jwk.getValue("crv"))) {
      throw new IllegalArgumentException("want kty EC and crv P-256");
    }
    for (String part : List.of("x", "y")) {
      requireCoordinate(jwk, part);
    }
    if (jwk.containsKey("d")) {
      requireCoordinate(jwk, "d");
    }
    String id = jwk.getValue("kid") instanceof String given ? given : thumbprint(jwk);
    return new SigningKey(id, jwk.copy().put("kid", id).put("alg", "ES256").put("use", "sig"));
  }

  boolean canSign() {
    return jwk.containsKey("d");
  }

  /** Of a key that can sign. */
  byte[] privateHalf() {
    return Base64.getUrlDecoder().decode(jwk.getString("d"));
  }

  /** What others may know. */
  JsonObject publicHalf() {
    var open = new JsonObject();
    for (String part : List.of("kty", "crv", "x", "y", "kid", "alg", "use")) {
      open.put(part, jwk.getString(part));
    }
    return open;
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }

  private static void requireCoordinate(JsonObject jwk, String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(String.valueOf(jwk.getValue(part)));
      if (bytes.length == COORDINATE_BYTES) {
        return;
      }
    } catch (IllegalArgumentException notBase64) {
      // The same as a wrong length.
    }
    throw new IllegalArgumentException("'%s' is not 32 bytes in base64url".formatted(part));
  }

  private static String coordinate(BigInteger number) {
    byte[] shortest = number.toByteArray();
    byte[] bytes = new byte[COORDINATE_BYTES];
    int length = Math.min(shortest.length, COORDINATE_BYTES);
    System.arraycopy(shortest, shortest.length - length, bytes, COORDINATE_BYTES - length, length);
    return BASE64.encodeToString(bytes);
  }

  private static String thumbprint(JsonObject jwk) {
    String canonical =
        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(jwk.getString("x"), jwk.getString("y"));
    try {
      return BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
