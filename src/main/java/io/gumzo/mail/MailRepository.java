package io.gumzo.mail;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table {@code mails}, as whoever sends sees it. */
final class MailRepository {
  /** As long as a mail that was taken is left alone: longer than any attempt lasts. */
  private static final int LEASE_SECONDS = 120;

  private static final int KEPT_DAYS = 30;
  private static final int SLICE = 1_000;

  /** Rows that one look goes through; those of domains that are waited for are not among them. */
  private static final int LOOKED_AT = 500;

  /** A few of each domain, the longest due first. */
  private static final String TAKE =
      """
      WITH waiting AS (
        SELECT id, due_at, lower(substring(recipient FROM '[^@]*$')) AS domain FROM mails
         WHERE state = 'waiting' AND due_at <= clock_timestamp()
           AND lower(substring(recipient FROM '[^@]*$')) <> ALL ($3)
         ORDER BY due_at LIMIT $4),
      fair AS (
        SELECT id, due_at, row_number() OVER (PARTITION BY domain ORDER BY due_at) AS place
          FROM waiting),
      due AS (
        SELECT id FROM mails
         WHERE id IN (SELECT id FROM fair WHERE place <= $5 ORDER BY due_at LIMIT $1)
           AND state = 'waiting' AND due_at <= clock_timestamp()
           FOR UPDATE SKIP LOCKED)
      UPDATE mails
         SET attempts = attempts + 1, due_at = clock_timestamp() + make_interval(secs => $2)
       WHERE id IN (SELECT id FROM due)
      RETURNING %s
      """
          .formatted(StoredMail.COLUMNS);

  private static final String SENT =
      """
      UPDATE mails SET state = 'sent', recipient = NULL, parameters = NULL WHERE id = $1
      """;

  private static final String SHOWN =
      """
      UPDATE mails SET state = 'shown' WHERE id = $1
      """;

  private static final String GIVE_UP =
      """
      UPDATE mails SET state = 'failed', recipient = NULL, parameters = NULL WHERE id = $1
      """;

  /** Given up when it would be too late by then. */
  private static final String POSTPONE =
      """
      WITH next AS (
        SELECT id, clock_timestamp() + make_interval(secs => $2) AS at FROM mails WHERE id = $1)
      UPDATE mails
         SET due_at = next.at,
             state = CASE WHEN next.at > until THEN 'failed' ELSE state END,
             recipient = CASE WHEN next.at > until THEN NULL ELSE recipient END,
             parameters = CASE WHEN next.at > until THEN NULL ELSE parameters END
        FROM next
       WHERE mails.id = next.id
      RETURNING state
      """;

  /** Also where nothing is sent: a link is kept no longer than it is of use. */
  private static final String EXPIRE =
      """
      UPDATE mails
         SET state = CASE state WHEN 'waiting' THEN 'failed' ELSE 'sent' END,
             recipient = NULL, parameters = NULL
       WHERE state IN ('waiting', 'shown') AND until < clock_timestamp()
         AND due_at < clock_timestamp()
      """;

  private static final String FORGET =
      """
      DELETE FROM mails
       WHERE id IN (SELECT id FROM mails
                     WHERE created_at < clock_timestamp() - make_interval(days => $1)
                     LIMIT $2)
      """;

  private static final String COUNT =
      """
      SELECT count(*) AS waiting FROM mails WHERE state = 'waiting'
      """;

  private static final String LATEST =
      """
      SELECT %s FROM mails WHERE state = 'shown' ORDER BY created_at DESC LIMIT $1
      """
          .formatted(StoredMail.COLUMNS);

  private static final String ONE =
      """
      SELECT %s FROM mails WHERE state = 'shown' AND id = $1
      """
          .formatted(StoredMail.COLUMNS);

  private final Database database;

  MailRepository(Database database) {
    this.database = database;
  }

  /**
   * Mails that are due and that nobody else has; they are this node's for a while.
   *
   * @param ofDomain the most to receivers of one domain
   * @param without domains that get none now
   */
  Future<List<StoredMail>> take(int most, int ofDomain, Set<String> without) {
    return mails(
        TAKE, most, (double) LEASE_SECONDS, without.toArray(String[]::new), LOOKED_AT, ofDomain);
  }

  Future<Void> sent(UUID mail) {
    return database.query(SENT, mail).mapEmpty();
  }

  Future<Void> shown(UUID mail) {
    return database.query(SHOWN, mail).mapEmpty();
  }

  Future<Void> giveUp(UUID mail) {
    return database.query(GIVE_UP, mail).mapEmpty();
  }

  /** False when that is too late, and the mail is given up. */
  Future<Boolean> postpone(UUID mail, Duration wait) {
    return database
        .query(POSTPONE, mail, wait.toMillis() / 1000.0)
        .map(
            rows -> {
              var found = rows.iterator();
              return found.hasNext() && found.next().getString("state").equals("waiting");
            });
  }

  /** How many were given up because their time has passed. */
  Future<Integer> expire() {
    return database.query(EXPIRE).map(rows -> rows.rowCount());
  }

  Future<Void> forgetOld() {
    return database
        .query(FORGET, KEPT_DAYS, SLICE)
        .compose(rows -> rows.rowCount() == SLICE ? forgetOld() : Future.<Void>succeededFuture());
  }

  Future<Long> waiting() {
    return database.query(COUNT).map(rows -> rows.iterator().next().getLong("waiting"));
  }

  /** Shown ones, the latest first. */
  Future<List<StoredMail>> latest(int most) {
    return mails(LATEST, most);
  }

  Future<Optional<StoredMail>> shownOne(UUID mail) {
    return mails(ONE, mail).map(found -> found.stream().findFirst());
  }

  private Future<List<StoredMail>> mails(String query, Object... parameters) {
    return database
        .query(query, parameters)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(StoredMail::of).toList());
  }
}
