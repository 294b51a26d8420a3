package io.gumzo.leaving;

import io.gumzo.accounts.Administrators;
import io.gumzo.accounts.Belongings;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.sessions.ProveIdentity;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports and deletes accounts, with what each capability keeps of them. */
public final class LeavingService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(LeavingService.class);

  private final Database database;
  private final List<Belongings> belongings;
  private final Map<String, Belongings.Pages> files = new TreeMap<>();
  private Bus bus;

  /**
   * @param belongings that of the account itself first: whose row is locked holds up everything
   *     else that is about to happen to the account. What appends to the account's own stream comes
   *     after what locks conversations and their members, as it does when something is marked read,
   *     and after what tells others: of two who leave, one waits before its stream is locked
   */
  public LeavingService(Database database, List<Belongings> belongings) {
    this.database = database;
    this.belongings = List.copyOf(belongings);
    belongings.forEach(each -> files.putAll(each.files()));
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(BeginExport.COMMAND, this::begin);
    bus.serve(ReadExport.COMMAND, ask -> files.get(ask.file()).read(ask.account(), ask.after()));
    bus.serve(DeleteMe.COMMAND, this::delete);
    bus.serve(RemoveAccount.COMMAND, this::remove);
  }

  /** Only an export that begins counts. */
  private Future<BeginExport.Files> begin(BeginExport command) {
    UUID account = command.proof().account();
    return bus.ask(ProveIdentity.COMMAND, command.proof())
        .compose(me -> bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.EXPORT, account)))
        .map(taken -> new BeginExport.Files(List.copyOf(files.keySet())));
  }

  private Future<Void> delete(DeleteMe command) {
    UUID account = command.proof().account();
    return bus.ask(ProveIdentity.COMMAND, command.proof())
        .compose(
            me ->
                database.transaction(
                    transaction -> leave(transaction, account, command.messagesToo())))
        .onSuccess(
            committed -> {
              LOG.info("account {} was deleted by its owner", account);
              committed.forEach(Runnable::run);
            })
        .mapEmpty();
  }

  private record Removed(UUID account, List<Runnable> committed) {}

  private Future<Void> remove(RemoveAccount command) {
    return database
        .transaction(
            transaction ->
                Administrators.release(transaction, command.username(), command.force())
                    .compose(
                        account ->
                            leave(transaction, account, command.messagesToo())
                                .map(committed -> new Removed(account, committed))))
        .onSuccess(
            removed -> {
              LOG.info("account {} was deleted by who runs the server", removed.account());
              removed.committed().forEach(Runnable::run);
              Activity.of(ActivityType.ACCOUNT_REMOVED, removed.account(), "").tell(bus);
            })
        .mapEmpty();
  }

  private Future<List<Runnable>> leave(
      SqlConnection transaction, UUID account, boolean messagesToo) {
    var afterwards = new ArrayList<Runnable>();
    Future<Void> left = Future.succeededFuture();
    for (Belongings each : belongings) {
      left =
          left.compose(before -> each.leave(transaction, account, messagesToo))
              .onSuccess(afterwards::add)
              .mapEmpty();
    }
    return left.map(afterwards);
  }
}
