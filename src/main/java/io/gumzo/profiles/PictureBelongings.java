package io.gumzo.profiles;

import io.gumzo.accounts.Belongings;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.UUID;

/** Somebody's picture. */
public final class PictureBelongings implements Belongings {
  private final PictureTable pictures;

  public PictureBelongings(Database database) {
    this.pictures = new PictureTable(database);
  }

  @Override
  public Map<String, Pages> files() {
    return Map.of(
        "picture.jpg",
        Pages.one(account -> pictures.largest(account).map(found -> found.stream().toList())));
  }

  @Override
  public Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo) {
    return pictures.remove(transaction, account).map(removed -> () -> {});
  }
}
