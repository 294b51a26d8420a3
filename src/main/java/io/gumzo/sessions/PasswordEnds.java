package io.gumzo.sessions;

import io.gumzo.accounts.EndSignIns;
import io.gumzo.bus.Bus;
import io.gumzo.tokens.AccessTokens;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/** A new password ends what was signed in with the old one, and may end the second factor. */
public final class PasswordEnds implements EndSignIns {
  private final Bus bus;
  private final SignInEnd end;

  public PasswordEnds(Bus bus, AccessTokens tokens) {
    this.bus = bus;
    this.end = new SignInEnd(bus, tokens);
  }

  @Override
  public Future<Runnable> allBut(SqlConnection transaction, UUID account, UUID kept) {
    return SignInEnd.allBut(transaction, account, kept).map(event -> () -> end.tell(event));
  }

  @Override
  public Future<Runnable> secondFactor(SqlConnection transaction, UUID account) {
    return SecondFactorSwitch.off(transaction, account)
        .map(event -> () -> SecondFactorSwitch.tell(bus, event));
  }
}
