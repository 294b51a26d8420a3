package io.gumzo.accounts;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.mail.MailOutbox;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.LinkTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves what may be asked about accounts. */
public final class AccountService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(AccountService.class);

  private final AccountRepository accounts;
  private final PeopleRepository people;
  private final Passwords passwords;
  private final AccountMails mails;
  private final CredentialService credentials;
  private final VerificationService verification;
  private final PasswordService passwordChanges;
  private final SuspensionService suspensions;
  private final Bus bus;

  public AccountService(
      Vertx vertx,
      Bus bus,
      Database database,
      GumzoConfig config,
      LinkTokens links,
      EndSignIns signIns) {
    var table = new CredentialRepository(database);
    this.bus = bus;
    this.accounts = new AccountRepository(database);
    this.people = new PeopleRepository(database);
    this.passwords = new Passwords(vertx, config.passwords());
    this.mails = new AccountMails(links, config.ownUrl());
    this.credentials = new CredentialService(table, passwords);
    this.verification =
        new VerificationService(bus, table, mails, config.accounts().requireVerifiedEmail());
    this.suspensions = new SuspensionService(bus, database, signIns);
    this.passwordChanges = new PasswordService(bus, table, passwords, mails, signIns);
  }

  @Override
  public void bind(Bus bus) {
    bus.serve(SignUp.COMMAND, command -> create(command, "user"));
    bus.serve(CheckSignUp.COMMAND, this::check);
    bus.serve(CreateAdmin.COMMAND, command -> create(command.person(), "admin"));
    bus.serve(PromoteToAdmin.COMMAND, this::promote);
    suspensions.bind(bus);
    bus.serve(GetMe.COMMAND, this::me);
    bus.serve(GetAccount.COMMAND, this::profile);
    bus.serve(GetAccounts.COMMAND, ask -> accounts.byIds(ask.ids()).map(GetAccounts.Found::new));
    bus.serve(FindAccounts.COMMAND, people::find);
    credentials.bind(bus);
    verification.bind(bus);
    passwordChanges.bind(bus);
  }

  private Future<Me> create(SignUp command, String role) {
    SignUp person = command.normalised();
    return withTaken(person, AccountRules.broken(person))
        .compose(AccountService::refuseBroken)
        .compose(whole -> passwords.hash(person.password()))
        .compose(hash -> accounts.insert(person, hash, role, mails))
        .recover(failure -> lostRace(person, failure))
        .onSuccess(
            me -> {
              LOG.info("account {} created as {}", me.id(), me.role());
              if (role.equals("admin")) {
                Activity.of(ActivityType.ADMIN_CREATED, me.id(), "").tell(bus);
              }
              bus.tell(MailOutbox.WAITING, new MailOutbox.Waiting());
            });
  }

  private Future<CheckSignUp.Broken> check(CheckSignUp command) {
    SignUp person = command.signUp().normalised();
    return withTaken(person, AccountRules.brokenBeyondContract(person))
        .map(CheckSignUp.Broken::new);
  }

  private Future<List<FieldError>> withTaken(SignUp person, List<FieldError> broken) {
    return accounts
        .taken(person)
        .map(
            taken -> {
              broken.addAll(taken);
              return broken;
            });
  }

  private static Future<Void> refuseBroken(List<FieldError> broken) {
    return broken.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(Problem.invalid(broken));
  }

  /** Somebody took the name between the look and the insert: the same answer as a moment later. */
  private Future<Me> lostRace(SignUp person, Throwable failure) {
    return AccountRepository.isTaken(failure)
        ? accounts
            .taken(person)
            .compose(AccountService::refuseBroken)
            .compose(freeAgain -> Future.failedFuture(failure))
        : Future.failedFuture(failure);
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

  private Future<Profile> profile(GetAccount ask) {
    return accounts
        .profile(ask.id())
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
  }
}
