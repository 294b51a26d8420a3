package io.gumzo.settings;

import io.gumzo.bus.Bus;
import io.gumzo.conversations.PairAccess;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.settings.Settings.WhoMayMessage;
import io.gumzo.settings.SettingsRepository.Chosen;
import io.gumzo.streams.EventAppender;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads and changes settings; a change is an event of the personal stream. */
public final class SettingsService implements Service {
  private final Database database;
  private final SettingsRepository settings;
  private final PairAccess access;
  private final WhoMayMessage byDefault;
  private Bus bus;

  /**
   * @param access who may write to whom, which a setting decides
   * @param byDefault for whoever has not chosen
   */
  public SettingsService(Database database, PairAccess access, WhoMayMessage byDefault) {
    this.database = database;
    this.settings = new SettingsRepository(database, byDefault);
    this.access = access;
    this.byDefault = byDefault;
  }

  /**
   * @param event absent when nothing changed
   */
  private record Changed(StoredSettings settings, Optional<StreamEvent> event) {}

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(GetSettings.COMMAND, ask -> settings.read(ask.account()).map(Chosen::stored));
    bus.serve(ChangeSettings.COMMAND, this::change);
  }

  private Future<StoredSettings> change(ChangeSettings command) {
    return database
        .transaction(
            transaction -> {
              boolean access = command.changes().containsKey("privacy");
              return SettingsRepository.lockAccount(transaction, command.account(), access)
                  .compose(
                      locked ->
                          access
                              ? PairAccess.lockStrangers(transaction, command.account())
                              : Future.succeededFuture(new UUID[0]))
                  .compose(
                      strangers ->
                          settings
                              .lock(transaction, command.account())
                              .compose(before -> change(transaction, command, before, strangers)));
            })
        .onSuccess(
            changed ->
                changed
                    .event()
                    .ifPresent(
                        event -> bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(event)))))
        .map(Changed::settings);
  }

  private Future<Changed> change(
      SqlConnection transaction, ChangeSettings command, Chosen before, UUID[] strangers) {
    JsonObject merged = before.json().copy().mergeIn(command.changes(), true);
    Settings after = Settings.of(merged, byDefault);
    if (after.equals(Settings.of(before.json(), byDefault))) {
      return Future.succeededFuture(new Changed(before.stored(), Optional.empty()));
    }
    return EventAppender.append(transaction, command.account(), "settings-changed", after)
        .compose(
            event -> {
              var chosen = new Chosen(merged, event.position(), byDefault);
              return SettingsRepository.write(transaction, command.account(), chosen)
                  .compose(written -> access.settingChanged(transaction, strangers))
                  .map(new Changed(chosen.stored(), Optional.of(event)));
            });
  }
}
