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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes accounts. */
final class SignUpService {
  private static final Logger LOG = LoggerFactory.getLogger(SignUpService.class);

  /**
   * What of a taken email is told.
   *
   * @param email whether it is told; usernames are everybody's to see
   * @param proven the email is theirs: the invitation was mailed there
   * @param signsUp by themselves, which the policy may forbid
   */
  private record Told(boolean email, boolean proven, boolean signsUp) {
    List<String> fields() {
      return email ? List.of("username", "email") : List.of("username");
    }
  }

  private static final Told ADMINS = new Told(true, false, false);

  private final Bus bus;
  private final AccountRepository accounts;
  private final Passwords passwords;
  private final AccountMails mails;
  private final Admission admission;
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
      Admission admission,
      boolean tellsEmails) {
    this.bus = bus;
    this.accounts = accounts;
    this.passwords = passwords;
    this.mails = mails;
    this.admission = admission;
    this.tellsEmails = tellsEmails;
  }

  void bind(Bus bus) {
    bus.serve(SignUp.COMMAND, this::signUp);
    bus.serve(CheckSignUp.COMMAND, this::check);
    bus.serve(CreateAdmin.COMMAND, command -> createAdmin(command.person()));
    bus.serve(CreateAccount.COMMAND, command -> createAccount(command.person()));
    bus.serve(UnknownPassword.COMMAND, ask -> passwords.hash(UUID.randomUUID().toString()));
  }

  /** Somebody vouches for their email. */
  Future<Me> createAdmin(SignUp person) {
    return create(person.normalised(), "admin", ADMINS)
        .onSuccess(me -> Activity.of(ActivityType.ADMIN_CREATED, me.id(), "").tell(bus));
  }

  private Future<Me> createAccount(SignUp person) {
    return create(person.normalised(), "user", ADMINS)
        .onSuccess(me -> Activity.of(ActivityType.ACCOUNT_CREATED, me.id(), "").tell(bus));
  }

  /** Before anything else is looked at: where nobody may sign up nothing is told. */
  private Future<Me> signUp(SignUp command) {
    SignUp person = command.normalised();
    return admission
        .check(person)
        .compose(
            terms ->
                refuseBroken(terms.broken()).compose(kept -> create(person, "user", told(terms))));
  }

  private Told told(Admission.Terms terms) {
    return new Told(tellsEmails || terms.emailProven(), terms.emailProven(), true);
  }

  private Future<Me> create(SignUp person, String role, Told told) {
    return withTaken(person, AccountRules.broken(person, passwords.shortest()), told)
        .compose(SignUpService::refuseBroken)
        .compose(whole -> allowMail(person, told))
        .compose(allowed -> passwords.hash(person.password()))
        .compose(hash -> insert(NewAccount.of(person, hash, role, told.email()), told))
        .recover(failure -> lostRace(person, failure, told))
        .onSuccess(
            me -> {
              LOG.info("account {} created as {}", me.id(), me.role());
              bus.tell(MailOutbox.WAITING, new MailOutbox.Waiting());
            });
  }

  private Future<CheckSignUp.Broken> check(CheckSignUp command) {
    SignUp person = command.signUp().normalised();
    return admission
        .check(person)
        .compose(
            terms -> {
              List<FieldError> broken = new ArrayList<>(terms.broken());
              broken.addAll(AccountRules.brokenBeyondContract(person, passwords.shortest()));
              return withTaken(person, broken, told(terms));
            })
        .map(CheckSignUp.Broken::new);
  }

  private Future<List<FieldError>> withTaken(SignUp person, List<FieldError> broken, Told told) {
    return accounts
        .taken(person, told.fields(), told.proven())
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

  /** Where an email is no sooner taken than verified, anybody may have it written to again. */
  private Future<Void> allowMail(SignUp person, Told told) {
    return told.email()
        ? Future.succeededFuture()
        : bus.ask(TakeToken.COMMAND, TakeToken.to(Limit.MAIL_TO, person.email()));
  }

  /** Of two at once who found an email free the second looks again, and finds it held. */
  private Future<Me> insert(NewAccount account, Told told) {
    Future<Me> inserted = insert(account, told.signsUp());
    return told.email()
        ? inserted
        : inserted.recover(
            failure ->
                Taken.isEmail(failure)
                    ? insert(account, told.signsUp())
                    : Future.failedFuture(failure));
  }

  private Future<Me> insert(NewAccount account, boolean signsUp) {
    SignUp person = account.person();
    return accounts
        .database()
        .transaction(
            transaction ->
                (signsUp
                        ? admission.admit(transaction, person)
                        : Future.succeededFuture(Admission.Terms.NONE))
                    .compose(terms -> AccountRepository.insert(transaction, account.on(terms)))
                    .compose(
                        me ->
                            me.emailVerified()
                                ? Future.succeededFuture(me)
                                : mails
                                    .verifyEmail(
                                        transaction, me, account.passwordHash(), person.language())
                                    .map(me)));
  }

  /** Somebody took the name between the look and the insert: the same answer as a moment later. */
  private Future<Me> lostRace(SignUp person, Throwable failure, Told told) {
    return Taken.is(failure)
        ? accounts
            .taken(person, told.fields(), told.proven())
            .compose(SignUpService::refuseBroken)
            .compose(freeAgain -> Future.failedFuture(failure))
        : Future.failedFuture(failure);
  }
}
