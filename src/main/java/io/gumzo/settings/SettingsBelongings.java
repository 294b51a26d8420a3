package io.gumzo.settings;

import io.gumzo.accounts.Belongings;
import io.gumzo.persistence.Database;
import io.gumzo.settings.Settings.WhoMayMessage;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What somebody chose. */
public final class SettingsBelongings implements Belongings {
  private static final String FORGET = "DELETE FROM settings WHERE account_id = $1";

  private final SettingsRepository settings;

  /**
   * @param byDefault for whoever has not chosen
   */
  public SettingsBelongings(Database database, WhoMayMessage byDefault) {
    this.settings = new SettingsRepository(database, byDefault);
  }

  @Override
  public Map<String, Pages> files() {
    return Map.of(
        "settings.json",
        Pages.one(
            account -> settings.read(account).map(chosen -> List.of(chosen.stored().settings()))));
  }

  @Override
  public Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo) {
    return Database.query(transaction, FORGET, account).map(forgotten -> () -> {});
  }
}
