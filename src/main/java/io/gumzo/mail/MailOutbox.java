package io.gumzo.mail;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.bus.Topic;
import io.gumzo.json.Json;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Where mails are put, within the transaction that wants them. */
public final class MailOutbox {
  /** A mail was committed on this node; a mail that nobody is told of goes out a little later. */
  public static final Topic<Waiting> WAITING = new Topic<>("mails-waiting", Waiting.class);

  private static final String INSERT =
      """
      INSERT INTO mails (id, account_id, template, language, recipient, parameters, state, until)
      VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(secs => $8))
      """;

  private MailOutbox() {}

  public record Waiting() {}

  /** To be told as {@link #WAITING} after the commit. */
  public static Future<Void> put(SqlConnection transaction, Mail mail) {
    boolean wanted = mail.account() != null;
    return Database.query(
            transaction,
            INSERT,
            UuidCreator.getTimeOrderedEpoch(),
            mail.account(),
            mail.template().slug(),
            mail.language().tag(),
            wanted ? mail.to() : null,
            wanted ? Json.encode(mail.values()).toString() : null,
            wanted ? "waiting" : "nobody",
            (double) mail.template().useful().toSeconds())
        .mapEmpty();
  }
}
