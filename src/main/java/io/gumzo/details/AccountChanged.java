package io.gumzo.details;

import io.gumzo.accounts.Me;
import io.gumzo.streams.EventAppender;
import io.gumzo.streams.StreamEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * Tells a person's own devices what the account is signed up with from now on; also that a change
 * of the email waits, or waits no more.
 */
record AccountChanged(
    String username,
    String firstName,
    String lastName,
    String email,
    boolean emailVerified,
    long revision) {
  static Future<StreamEvent> append(SqlConnection transaction, Me me) {
    return EventAppender.append(
        transaction,
        me.id(),
        "account-changed",
        new AccountChanged(
            me.username(),
            me.firstName(),
            me.lastName(),
            me.email(),
            me.emailVerified(),
            me.revision()));
  }
}
