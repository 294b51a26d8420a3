package io.gumzo.profiles;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where the bytes of pictures are kept: the table {@code pictures}. */
final class PictureTable {
  private static final String REMOVE =
      """
      DELETE FROM pictures WHERE account_id = $1
      """;

  private static final String ADD =
      """
      INSERT INTO pictures (id, size, account_id, bytes)
      SELECT $1, size, $2, bytes FROM unnest($3::smallint[], $4::bytea[]) AS p (size, bytes)
      """;

  private static final String READ =
      """
      SELECT bytes FROM pictures WHERE id = $1 AND size = $2
      """;

  private static final String LARGEST =
      """
      SELECT bytes FROM pictures WHERE account_id = $1 ORDER BY size DESC LIMIT 1
      """;

  private final Database database;

  PictureTable(Database database) {
    this.database = database;
  }

  /** In place of what the account had; within the transaction that holds its row. */
  Future<Void> replace(
      SqlConnection transaction, UUID account, UUID picture, List<Rendition> renditions) {
    return remove(transaction, account)
        .compose(
            removed ->
                Database.query(
                    transaction,
                    ADD,
                    picture,
                    account,
                    renditions.stream().map(each -> (short) each.size()).toArray(Short[]::new),
                    renditions.stream().map(Rendition::bytes).toArray(Buffer[]::new)))
        .mapEmpty();
  }

  Future<Void> remove(SqlConnection transaction, UUID account) {
    return Database.query(transaction, REMOVE, account).mapEmpty();
  }

  Future<Optional<Buffer>> read(UUID picture, int size) {
    return database.query(READ, picture, (short) size).map(PictureTable::bytes);
  }

  /** The largest rendition that an account has. */
  Future<Optional<Buffer>> largest(UUID account) {
    return database.query(LARGEST, account).map(PictureTable::bytes);
  }

  private static Optional<Buffer> bytes(RowSet<Row> rows) {
    return rows.size() == 0
        ? Optional.empty()
        : Optional.of(rows.iterator().next().getBuffer("bytes"));
  }
}
