package io.gumzo.accounts;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.LinkTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves what may be asked about accounts. */
public final class AccountService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(AccountService.class);

  private final AccountRepository accounts;
  private final PeopleRepository people;
  private final SignUpService signUps;
  private final CredentialService credentials;
  private final VerificationService verification;
  private final PasswordService passwordChanges;
  private final SuspensionService suspensions;
  private final OperatorService operator;
  private final FirstAdmin firstAdmin;
  private final MakingService making;
  private final Bus bus;

  public AccountService(
      Vertx vertx,
      Bus bus,
      Database database,
      GumzoConfig config,
      LinkTokens links,
      AccountHooks hooks) {
    var table = new CredentialRepository(database);
    this.bus = bus;
    this.accounts = new AccountRepository(database);
    this.people = new PeopleRepository(database);
    var passwords = new Passwords(vertx, config.passwords());
    var mails = new AccountMails(links, config.ownUrl());
    boolean required = config.accounts().requireVerifiedEmail();
    this.signUps = new SignUpService(bus, accounts, passwords, mails, hooks.admission(), !required);
    this.credentials = new CredentialService(table, passwords, required);
    this.verification = new VerificationService(bus, table, mails, required);
    this.operator = new OperatorService(bus, table, passwords, mails, hooks.signIns());
    this.firstAdmin = new FirstAdmin(database, signUps, config.admin());
    this.making = new MakingService(bus, database, passwords, mails);
    this.suspensions = new SuspensionService(bus, database, hooks.signIns());
    this.passwordChanges = new PasswordService(bus, table, passwords, mails, hooks.signIns());
  }

  @Override
  public void bind(Bus bus) {
    signUps.bind(bus);
    bus.serve(PromoteToAdmin.COMMAND, this::promote);
    suspensions.bind(bus);
    operator.bind(bus);
    making.bind(bus);
    bus.serve(GetMe.COMMAND, this::me);
    bus.serve(GetAccount.COMMAND, this::profile);
    bus.serve(FindUsername.COMMAND, this::profile);
    bus.serve(GetAccounts.COMMAND, ask -> accounts.byIds(ask.ids()).map(GetAccounts.Found::new));
    bus.serve(FindAccounts.COMMAND, people::find);
    credentials.bind(bus);
    verification.bind(bus);
    passwordChanges.bind(bus);
  }

  @Override
  public Future<Void> open() {
    return firstAdmin.make();
  }

  private Future<Me> promote(PromoteToAdmin command) {
    return accounts
        .promote(command.username())
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)))
        .onSuccess(
            me -> {
              LOG.info("account {} promoted to admin", me.id());
              Activity.of(ActivityType.ADMIN_PROMOTED, me.id(), "").tell(bus);
            });
  }

  private Future<Me> me(GetMe ask) {
    return accounts
        .me(ask.id())
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED)));
  }

  private Future<Profile> profile(FindUsername ask) {
    return accounts
        .profile(ask.username())
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
  }

  private Future<Profile> profile(GetAccount ask) {
    return accounts
        .profile(ask.id())
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
  }
}
