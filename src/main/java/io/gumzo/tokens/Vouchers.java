package io.gumzo.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gumzo.bus.Bus;
import io.vertx.core.Future;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spares a node the check of a signature that another node has made: when a node dies, all of its
 * clients come to the others at once.
 *
 * <p>A token's name is its HMAC with a key that comes from the signing keys. Only who holds those,
 * and could sign tokens anyway, can make the name of a token; so that a name is there proves that a
 * node has verified this very token, whoever else may write to Redis. A change of the keys changes
 * all names.
 */
final class Vouchers {
  private static final Logger LOG = LoggerFactory.getLogger(Vouchers.class);
  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Bus bus;
  private final SecretKeySpec key;

  /**
   * @param issuer that the tokens were verified for
   */
  Vouchers(Bus bus, SigningKeys keys, String issuer) {
    this.bus = bus;
    var all = new StringBuilder("verified tokens of ").append(issuer);
    for (SigningKey each : keys.keys()) {
      for (String part : List.of("kid", "x", "y")) {
        all.append('\n').append(each.jwk().getString(part));
      }
    }
    var secret = Base64.getUrlDecoder().decode(keys.first().jwk().getString("d"));
    this.key = new SecretKeySpec(hmac(new SecretKeySpec(secret, ALGORITHM), all), ALGORITHM);
  }

  String name(String token) {
    return BASE64.encodeToString(hmac(key, token));
  }

  /** Never fails: false when nobody knows. */
  Future<Boolean> isKnown(String name) {
    return bus.ask(RecallToken.COMMAND, new RecallToken(name)).otherwise(false);
  }

  /** Goes its own way. */
  void vouch(String name, Instant until) {
    bus.ask(VouchForToken.COMMAND, new VouchForToken(name, until))
        .onFailure(failure -> LOG.debug("A token is not vouched for: {}", failure.toString()));
  }

  private static byte[] hmac(SecretKeySpec key, CharSequence text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.toString().getBytes(UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
