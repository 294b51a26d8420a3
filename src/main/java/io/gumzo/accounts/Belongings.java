package io.gumzo.accounts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a capability keeps of an account: to be taken along, and to be left behind. */
public interface Belongings {
  /**
   * The files of an export, by their names. Those that end in {@code .json} are lists; of any other
   * the items are its bytes, and without any there is no such file.
   */
  Map<String, Pages> files();

  /**
   * Lets go of what is the account's own, within the transaction that deletes it. Answers what is
   * to be done after the commit.
   *
   * @param messagesToo what the person said is to go as well
   */
  Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo);

  /** A file in pages, so that it is never held as a whole. */
  interface Pages {
    /**
     * @param after the {@code next} of the page before; null for the first
     */
    Future<Page> read(UUID account, String after);

    /** Of a file that fits on one. */
    static Pages one(java.util.function.Function<UUID, Future<? extends List<?>>> items) {
      return (account, after) -> items.apply(account).map(all -> new Page(all, null));
    }
  }

  /**
   * @param items records, or JSON in a {@code Buffer}
   * @param next null on the last one
   */
  record Page(List<?> items, String next) {}
}
