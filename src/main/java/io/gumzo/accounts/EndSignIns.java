package io.gumzo.accounts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/** Ends what lets somebody in, within the transaction that changes an account's password. */
public interface EndSignIns {
  /**
   * @param kept the one that goes on, or null
   * @return what to do after the commit: telling the devices
   */
  Future<Runnable> allBut(SqlConnection transaction, UUID account, UUID kept);

  /**
   * Removes the second factor with its recovery codes; that there is none is no failure.
   *
   * @return what to do after the commit: telling the devices
   */
  Future<Runnable> secondFactor(SqlConnection transaction, UUID account);
}
