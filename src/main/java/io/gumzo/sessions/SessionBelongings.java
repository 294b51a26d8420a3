package io.gumzo.sessions;

import io.gumzo.accounts.Belongings;
import io.gumzo.bus.Bus;
import io.gumzo.persistence.Database;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.Principal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Where somebody is signed in, and their second factor. */
public final class SessionBelongings implements Belongings {
  /** The rows stay for a while: nodes read in them whose tokens they must not take. */
  private static final String SCRUB =
      """
      UPDATE sign_ins SET address = '', user_agent = '' WHERE account_id = $1
      """;

  private static final UUID NONE = new UUID(0, 0);

  private final SessionListRepository sessions;
  private final SignInEnd end;

  public SessionBelongings(Bus bus, Database database, AccessTokens tokens) {
    this.sessions = new SessionListRepository(database);
    this.end = new SignInEnd(bus, tokens);
  }

  @Override
  public Map<String, Pages> files() {
    return Map.of(
        "sessions.json",
        Pages.one(account -> sessions.list(new Principal(account, NONE, "user", Instant.EPOCH))));
  }

  @Override
  public Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo) {
    return SignInEnd.allBut(transaction, account, null)
        .compose(
            ended ->
                TwoFactorRepository.disable(transaction, account)
                    .compose(off -> Database.query(transaction, SCRUB, account))
                    .map(scrubbed -> () -> end.tell(ended)));
  }
}
