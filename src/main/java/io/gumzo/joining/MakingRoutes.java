package io.gumzo.joining;

import io.gumzo.accounts.MakeAccounts;
import io.gumzo.accounts.MakeAccounts.FirstPassword;
import io.gumzo.accounts.MakeAccounts.Made;
import io.gumzo.accounts.Me;
import io.gumzo.accounts.SignUp;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.json.Fields;
import io.gumzo.mail.Language;
import io.gumzo.problem.Problem;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;

/** Accounts that an administrator makes, one at a time or from a file. */
final class MakingRoutes {
  /**
   * The contract's {@code MadeAccount}.
   *
   * @param temporaryPassword null where the person chooses one by a mail
   */
  private record MadeAccount(UUID id, String username, String email, String temporaryPassword) {
    @Override
    public String toString() {
      return "MadeAccount[" + id + "]";
    }
  }

  /**
   * The contract's {@code ImportReport}.
   *
   * @param rows that were read
   * @param items empty where it was tried only
   */
  private record ImportReport(int rows, List<MadeAccount> items) {}

  private final Vertx vertx;
  private final Bus bus;

  MakingRoutes(Vertx vertx, Bus bus) {
    this.vertx = vertx;
    this.bus = bus;
  }

  void bind(RouteTable table) {
    table.on("createAccount", this::create).on("importAccounts", this::importFile);
  }

  private Future<Reply> create(Call call) {
    Fields body = call.body();
    var person =
        new SignUp(
            body.text("firstName"),
            body.text("lastName"),
            body.text("email"),
            body.text("username"),
            "",
            language(call),
            null,
            null);
    return take(call)
        .compose(
            taken ->
                bus.ask(
                    MakeAccounts.COMMAND,
                    new MakeAccounts(
                        call.account(), List.of(person), first(body.text("password")), false)))
        .map(
            made -> {
              if (made.isBroken()) {
                throw Problem.invalid(made.rows().getFirst().broken());
              }
              MadeAccount account = accounts(made).getFirst();
              return Reply.created("/api/v1/accounts/" + account.id(), account);
            });
  }

  private Future<ImportReport> importFile(Call call) {
    byte[] bytes = call.bytes().getBytes();
    boolean dryRun = Boolean.parseBoolean(call.text("dryRun"));
    return take(call)
        .compose(
            taken -> vertx.executeBlocking(() -> PeopleFile.read(bytes, language(call)), false))
        .compose(
            file ->
                bus.ask(
                        MakeAccounts.COMMAND,
                        new MakeAccounts(
                            call.account(), file.people(), first(call.text("password")), dryRun))
                    .map(made -> report(file, made, dryRun)))
        .onSuccess(
            report -> {
              if (!dryRun) {
                Activity.of(ActivityType.ACCOUNTS_IMPORTED, call.account(), call.address())
                    .with("count", report.rows())
                    .tell(bus);
              }
            });
  }

  private static ImportReport report(PeopleFile file, Made made, boolean dryRun) {
    if (made.isBroken()) {
      throw Problem.invalid(file.errors(made));
    }
    return new ImportReport(file.people().size(), dryRun ? List.of() : accounts(made));
  }

  private static List<MadeAccount> accounts(Made made) {
    return made.rows().stream().map(MakingRoutes::account).toList();
  }

  private static MadeAccount account(MakeAccounts.Row row) {
    Me me = row.me();
    return new MadeAccount(me.id(), me.username(), me.email(), row.temporaryPassword());
  }

  private Future<Void> take(Call call) {
    return bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.MANAGE_JOINING, call.account()));
  }

  private static FirstPassword first(String word) {
    return "temporary".equals(word) ? FirstPassword.TEMPORARY : FirstPassword.MAILED;
  }

  private static Language language(Call call) {
    return Language.of(call.header("Accept-Language"));
  }
}
