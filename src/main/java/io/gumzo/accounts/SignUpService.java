package io.gumzo.accounts;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.mail.MailOutbox;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes accounts. */
final class SignUpService {
  private static final Logger LOG = LoggerFactory.getLogger(SignUpService.class);

  private final Bus bus;
  private final AccountRepository accounts;
  private final Passwords passwords;
  private final AccountMails mails;
  private final boolean tellsEmails;

  /**
   * @param tellsEmails that an email is taken; otherwise who signs up with one that is taken gets
   *     an account as everybody does, and only the owner of the email is told (ADR 13)
   */
  SignUpService(
      Bus bus,
      AccountRepository accounts,
      Passwords passwords,
      AccountMails mails,
      boolean tellsEmails) {
    this.bus = bus;
    this.accounts = accounts;
    this.passwords = passwords;
    this.mails = mails;
    this.tellsEmails = tellsEmails;
  }

  void bind(Bus bus) {
    bus.serve(SignUp.COMMAND, command -> create(command, "user", tellsEmails));
    bus.serve(CheckSignUp.COMMAND, this::check);
    bus.serve(CreateAdmin.COMMAND, command -> createAdmin(command.person()));
    bus.serve(CreateAccount.COMMAND, command -> createAccount(command.person()));
  }

  /** Somebody vouches for their email. */
  Future<Me> createAdmin(SignUp person) {
    return create(person, "admin", true)
        .onSuccess(me -> Activity.of(ActivityType.ADMIN_CREATED, me.id(), "").tell(bus));
  }

  private Future<Me> createAccount(SignUp person) {
    return create(person, "user", true)
        .onSuccess(me -> Activity.of(ActivityType.ACCOUNT_CREATED, me.id(), "").tell(bus));
  }

  private Future<Me> create(SignUp command, String role, boolean tells) {
    SignUp person = command.normalised();
    return withTaken(person, AccountRules.broken(person), tells)
        .compose(SignUpService::refuseBroken)
        .compose(whole -> allowMail(person, tells))
        .compose(allowed -> passwords.hash(person.password()))
        .compose(hash -> insert(person, hash, role, tells))
        .recover(failure -> lostRace(person, failure, tells))
        .onSuccess(
            me -> {
              LOG.info("account {} created as {}", me.id(), me.role());
              bus.tell(MailOutbox.WAITING, new MailOutbox.Waiting());
            });
  }

  private Future<CheckSignUp.Broken> check(CheckSignUp command) {
    SignUp person = command.signUp().normalised();
    return withTaken(person, AccountRules.brokenBeyondContract(person), tellsEmails)
        .map(CheckSignUp.Broken::new);
  }

  private Future<List<FieldError>> withTaken(
      SignUp person, List<FieldError> broken, boolean tells) {
    return accounts
        .taken(person, told(tells))
        .map(
            taken -> {
              broken.addAll(taken);
              return broken;
            });
  }

  /** Usernames are everybody's to see. */
  private static List<String> told(boolean emails) {
    return emails ? List.of("username", "email") : List.of("username");
  }

  private static Future<Void> refuseBroken(List<FieldError> broken) {
    return broken.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(Problem.invalid(broken));
  }

  /** Where an email is no sooner taken than verified, anybody may have it written to again. */
  private Future<Void> allowMail(SignUp person, boolean tells) {
    return tells
        ? Future.succeededFuture()
        : bus.ask(TakeToken.COMMAND, TakeToken.to(Limit.MAIL_TO, person.email()));
  }

  /** Of two at once who found an email free the second looks again, and finds it held. */
  private Future<Me> insert(SignUp person, String hash, String role, boolean tells) {
    Future<Me> inserted = accounts.insert(person, hash, role, tells, mails);
    return tells
        ? inserted
        : inserted.recover(
            failure ->
                AccountRepository.isEmailHeld(failure)
                    ? accounts.insert(person, hash, role, false, mails)
                    : Future.failedFuture(failure));
  }

  /** Somebody took the name between the look and the insert: the same answer as a moment later. */
  private Future<Me> lostRace(SignUp person, Throwable failure, boolean tells) {
    return AccountRepository.isTaken(failure)
        ? accounts
            .taken(person, told(tells))
            .compose(SignUpService::refuseBroken)
            .compose(freeAgain -> Future.failedFuture(failure))
        : Future.failedFuture(failure);
  }
}
