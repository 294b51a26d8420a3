package io.gumzo.tokens;

import io.gumzo.bus.Bus;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the first use of an access token, beside the request that uses it. Only a token that came
 * with a refresh is reported, and only while the refresh token before may still be good.
 */
final class TokenUses {
  /** The claim that names the generation of the refresh token that an access token came with. */
  static final String GENERATION = "gen";

  private static final Logger LOG = LoggerFactory.getLogger(TokenUses.class);
  private static final long FIRST_GENERATION = 1;
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);
  private static final Duration REPORTED = Successors.GRACE.plus(CLOCK_SKEW);

  private final Bus bus;

  TokenUses(Bus bus) {
    this.bus = bus;
  }

  /**
   * @param claims of a token whose signature was checked on this node
   */
  void report(JsonObject claims) {
    long generation = claims.getLong(GENERATION, FIRST_GENERATION);
    if (generation == FIRST_GENERATION || !isRecent(claims)) {
      return;
    }
    var use = new NoteTokenUse(UUID.fromString(claims.getString("sid")), generation);
    bus.ask(NoteTokenUse.COMMAND, use)
        .onFailure(
            failure ->
                LOG.warn("a use of sign-in {} is not noted: {}", use.signIn(), failure.toString()));
  }

  private static boolean isRecent(JsonObject claims) {
    Instant issued = Instant.ofEpochSecond(claims.getLong("iat", 0L));
    return issued.isAfter(Instant.now().minus(REPORTED));
  }
}
