package io.gumzo.mail;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.bus.Topic;
import io.gumzo.json.Json;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Where mails are put, within the transaction that wants them. */
public final class MailOutbox {
  /** A mail was committed on this node; a mail that nobody is told of goes out a little later. */
  public static final Topic<Waiting> WAITING = new Topic<>("mails-waiting", Waiting.class);

  private static final String INSERT =
      """
      INSERT INTO mails (id, account_id, reader_id, template, language, recipient, parameters,
                         state, until)
      VALUES ($1, $2, $3, $4,
              coalesce((SELECT nullif(chosen ->> 'language', 'auto') FROM settings
                         WHERE account_id = $3), $5),
              $6, $7, $8, clock_timestamp() + make_interval(secs => $9))
      """;

  private static final String LATELY =
      """
      SELECT EXISTS (SELECT FROM mails
                      WHERE account_id = $1 AND template = ANY ($2)
                        AND created_at > clock_timestamp() - make_interval(secs => $3)) AS lately
      """;

  private static final String FORGET = "DELETE FROM mails WHERE account_id = $1 OR reader_id = $1";

  private MailOutbox() {}

  public record Waiting() {}

  /** Whether one of these mails was written about the account within that time. */
  public static Future<Boolean> wroteLately(
      Database database, UUID account, Set<Template> templates, Duration within) {
    String[] slugs = templates.stream().map(Template::slug).toArray(String[]::new);
    return database
        .query(LATELY, account, slugs, (double) within.toSeconds())
        .map(rows -> rows.iterator().next().getBoolean("lately"));
  }

  /** Whatever was written, or is yet to be sent, to or about an account that goes. */
  public static Future<Void> forget(SqlConnection transaction, UUID account) {
    return Database.query(transaction, FORGET, account).mapEmpty();
  }

  /** To be told as {@link #WAITING} after the commit. */
  public static Future<Void> put(SqlConnection transaction, Mail mail) {
    boolean wanted = mail.account() != null;
    return Database.query(
            transaction,
            INSERT,
            UuidCreator.getTimeOrderedEpoch(),
            mail.account(),
            mail.reader(),
            mail.template().slug(),
            mail.language().tag(),
            wanted ? mail.to() : null,
            wanted ? Json.encode(mail.values()).toString() : null,
            wanted ? "waiting" : "nobody",
            (double) mail.template().useful().toSeconds())
        .mapEmpty();
  }
}
