package io.gumzo.accounts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/** Ends where an account is signed in, within the transaction that changes its password. */
@FunctionalInterface
public interface EndSignIns {
  /**
   * @param kept the one that goes on, or null
   * @return what to do after the commit: telling the devices
   */
  Future<Runnable> allBut(SqlConnection transaction, UUID account, UUID kept);
}
