package io.gumzo.bench;

import io.gumzo.config.GumzoConfig;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.Principal;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Access tokens of whomever, signed with the keys that the lab's nodes have. */
final class Tokens implements AutoCloseable {
  private static final int GOOD_SECONDS = 3_600;

  private final Vertx vertx = Vertx.vertx();
  private final AccessTokens tokens;

  /**
   * @param data the folder of the lab's servers and keys
   */
  Tokens(Path data) {
    tokens = AccessTokens.open(vertx, GumzoConfig.defaults(Map.of()).tokens(), data);
  }

  String of(UUID account) {
    return tokens.issue(
        new Principal(account, UUID.randomUUID(), "user", Instant.now().plusSeconds(GOOD_SECONDS)));
  }

  @Override
  public void close() {
    vertx.close();
  }
}
