package io.gumzo.accounts;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Rows of {@code accounts}, and the columns that they need; for rooms that join them too. */
public final class AccountRows {
  /** For {@link #account}. */
  public static final String ACCOUNT =
      "id, username, display_name, picture_id, profile_revision, created_at";

  /** For {@link #profile}. */
  public static final String PROFILE = ACCOUNT + ", about";

  /** For {@link #me}. */
  public static final String ME =
      PROFILE
          + ", first_name, last_name, email, role, email_verified_at, password_temporary,"
          + " password_version";

  private AccountRows() {}

  public static Account account(Row row) {
    return new Account(
        row.getUUID("id"),
        name(row),
        row.getString("display_name"),
        picture(row),
        row.getLong("profile_revision"),
        instant(row, "created_at"));
  }

  public static Profile profile(Row row) {
    return new Profile(
        row.getUUID("id"),
        name(row),
        row.getString("display_name"),
        picture(row),
        row.getLong("profile_revision"),
        instant(row, "created_at"),
        row.getString("about"));
  }

  public static Me me(Row row) {
    return new Me(
        row.getUUID("id"),
        name(row),
        row.getString("display_name"),
        picture(row),
        row.getLong("profile_revision"),
        instant(row, "created_at"),
        row.getString("about"),
        row.getString("first_name"),
        row.getString("last_name"),
        Objects.requireNonNullElse(row.getString("email"), ""),
        row.getString("role"),
        row.getValue("email_verified_at") != null,
        row.getBoolean("password_temporary"),
        row.getInteger("password_version"));
  }

  private static String picture(Row row) {
    return PicturePath.of(
        row.getUUID("picture_id"), row.getUUID("id"), row.getString("display_name"));
  }

  /** Who was deleted has none. */
  private static String name(Row row) {
    return Objects.requireNonNullElse(row.getString("username"), "");
  }

  public static Instant instant(Row row, String column) {
    return row.get(OffsetDateTime.class, column).toInstant();
  }

  public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> mapper) {
    Iterator<Row> iterator = rows.iterator();
    return iterator.hasNext() ? Optional.of(mapper.apply(iterator.next())) : Optional.empty();
  }
}
