package io.gumzo.accounts;

import io.gumzo.accounts.CredentialRepository.Credentials;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.mail.Language;
import io.gumzo.mail.MailOutbox;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.throttle.CountSignIn;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.SettleSignIn;
import io.gumzo.throttle.SettleSignIn.Result;
import io.gumzo.throttle.SignInCount;
import io.gumzo.throttle.TakeToken;
import io.gumzo.tokens.LinkTokens.Claim;
import io.gumzo.tokens.LinkTokens.Purpose;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgotten and changed passwords. */
final class PasswordService {
  private static final Logger LOG = LoggerFactory.getLogger(PasswordService.class);

  /** No email begins so: these mails have a limit of their own. */
  private static final String OF_RESETS = "password reset ";

  private static final Set<ProblemType> WRONG =
      Set.of(ProblemType.INVALID_REQUEST, ProblemType.SECOND_FACTOR_FAILED);

  /** Events and messages to publish after the commit. */
  private record Changed(List<Runnable> ended, Optional<StreamEvent> verified) {}

  private final Bus bus;
  private final CredentialRepository credentials;
  private final Passwords passwords;
  private final AccountMails mails;
  private final EndSignIns signIns;

  PasswordService(
      Bus bus,
      CredentialRepository credentials,
      Passwords passwords,
      AccountMails mails,
      EndSignIns signIns) {
    this.bus = bus;
    this.credentials = credentials;
    this.passwords = passwords;
    this.mails = mails;
    this.signIns = signIns;
  }

  void bind(Bus bus) {
    bus.serve(RequestPasswordReset.COMMAND, this::request);
    bus.serve(ResetPassword.COMMAND, this::reset);
    bus.serve(ChangePassword.COMMAND, this::change);
  }

  /** Whether somebody has the email or not: one read, one code, one row, one commit. */
  private Future<Void> request(RequestPasswordReset command) {
    String email = Email.normalise(command.email());
    if (!Email.isValid(email)) {
      throw Problem.invalid("email", "email", "must be an email address");
    }
    return bus.ask(TakeToken.COMMAND, TakeToken.to(Limit.MAIL_TO, OF_RESETS + email))
        .map(true)
        .recover(PasswordService::unlessThrottled)
        .compose(due -> due ? write(email, command) : Future.<Void>succeededFuture());
  }

  /**
   * Whoever asks too often is sent nothing and told nothing: the last link is at most one interval
   * of the limit old, and works for hours. So nobody can use up what an email's owner is sent.
   */
  private static Future<Boolean> unlessThrottled(Throwable failure) {
    return Problem.from(failure).type() == ProblemType.THROTTLED
        ? Future.succeededFuture(false)
        : Future.failedFuture(failure);
  }

  private Future<Void> write(String email, RequestPasswordReset command) {
    return credentials
        .database()
        .transaction(
            transaction ->
                credentials
                    .lockByEmail(transaction, email)
                    .compose(found -> send(transaction, email, found, command)))
        .onSuccess(written -> bus.tell(MailOutbox.WAITING, new MailOutbox.Waiting()));
  }

  private Future<Void> send(
      SqlConnection transaction,
      String email,
      Optional<Credentials> found,
      RequestPasswordReset command) {
    return found
        .map(
            one ->
                mails.resetPassword(transaction, one.me(), one.passwordHash(), command.language()))
        .orElseGet(() -> mails.resetNobodys(transaction, email, command.language()));
  }

  private Future<Void> reset(ResetPassword command) {
    Claim claim =
        mails.links().read(Purpose.RESET_PASSWORD, command.token()).orElseThrow(this::notValid);
    Predicate<Credentials> genuine = one -> mails.isGenuine(claim, one.me(), one.passwordHash());
    return credentials
        .byId(claim.account())
        .map(found -> found.filter(genuine).orElseThrow(this::notValid))
        .compose(one -> hash(one.me(), command.password()))
        .compose(
            hash ->
                credentials
                    .database()
                    .transaction(
                        transaction ->
                            credentials
                                .lock(transaction, claim.account())
                                .map(found -> found.filter(genuine).orElseThrow(this::notValid))
                                .compose(one -> replace(transaction, one.me(), hash, command))))
        .onSuccess(
            changed -> Activity.of(ActivityType.PASSWORD_RESET, claim.account(), "").tell(bus))
        .map(changed -> tell(claim.account(), changed));
  }

  /**
   * Whoever turned a second factor on before the email was confirmed need not be the email's owner.
   */
  private Future<Changed> replace(
      SqlConnection transaction, Me me, String hash, ResetPassword command) {
    return set(transaction, me, hash, null, command.language())
        .compose(
            signedOut ->
                verifiedToo(transaction, me)
                    .compose(
                        event ->
                            me.emailVerified()
                                ? Future.succeededFuture(new Changed(List.of(signedOut), event))
                                : signIns
                                    .secondFactor(transaction, me.id())
                                    .map(off -> new Changed(List.of(signedOut, off), event))));
  }

  /** Who reads the mails has the email. */
  private Future<Optional<StreamEvent>> verifiedToo(SqlConnection transaction, Me me) {
    return me.emailVerified()
        ? Future.succeededFuture(Optional.empty())
        : credentials.setVerified(transaction, me).map(Optional::of);
  }

  private Future<Void> change(ChangePassword command) {
    UUID account = command.principal().account();
    return credentials
        .byId(account)
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED)))
        .compose(mine -> refuseBroken(mine.me(), command.password()).map(mine))
        .compose(mine -> prove(mine, command).map(mine))
        .compose(
            mine ->
                hash(mine.me(), command.password()).compose(hash -> replace(mine, hash, command)))
        .map(ended -> tell(account, new Changed(List.of(ended), Optional.empty())));
  }

  /**
   * Counted like a sign-in: who took over a device must not find the password out at leisure, nor
   * the code of a second factor. No earlier failure is forgotten.
   */
  private Future<Void> prove(Credentials mine, ChangePassword command) {
    return bus.ask(CountSignIn.COMMAND, CountSignIn.of(mine.me().id(), command.address()))
        .compose(SignInCount::unlessBlocked)
        .compose(
            count ->
                passwords
                    .check(Names.compose(command.current()), mine.passwordHash())
                    .compose(
                        verdict ->
                            verdict.matches()
                                ? bus.ask(
                                    CheckSecondFactor.COMMAND,
                                    new CheckSecondFactor(mine.me().id(), command.code()))
                                : wrong())
                    .onFailure(failure -> settleUnlessWrong(count, failure))
                    .compose(proven -> settle(count, Result.ABANDONED)));
  }

  private void settleUnlessWrong(SignInCount count, Throwable failure) {
    if (!WRONG.contains(Problem.from(failure).type())) {
      settle(count, Result.ABANDONED);
    }
  }

  private Future<Void> settle(SignInCount count, Result result) {
    return bus.ask(SettleSignIn.COMMAND, new SettleSignIn(count, result))
        .recover(
            failure -> {
              LOG.warn("a right password stays counted as wrong: {}", failure.toString());
              return Future.succeededFuture();
            });
  }

  /** Of two changes at once the second finds that its current password is current no more. */
  private Future<Runnable> replace(Credentials mine, String hash, ChangePassword command) {
    return credentials
        .database()
        .transaction(
            transaction ->
                credentials
                    .lock(transaction, mine.me().id())
                    .compose(
                        now ->
                            now.filter(one -> one.passwordHash().equals(mine.passwordHash()))
                                    .isPresent()
                                ? set(
                                    transaction,
                                    mine.me(),
                                    hash,
                                    command.principal().signIn(),
                                    command.language())
                                : wrong()));
  }

  /** Fails with every rule that the password breaks. */
  private Future<String> hash(Me me, String password) {
    String composed = Names.compose(password);
    return refuseBroken(me, composed).compose(whole -> passwords.hash(composed));
  }

  private Future<Void> refuseBroken(Me me, String password) {
    List<FieldError> broken =
        AccountRules.brokenByPassword(me, Names.compose(password), passwords.shortest());
    return broken.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(Problem.invalid(broken));
  }

  private Future<Runnable> set(
      SqlConnection transaction, Me me, String hash, UUID keptSignIn, Language language) {
    return credentials
        .setPassword(transaction, me.id(), hash)
        .compose(set -> mails.passwordChanged(transaction, me, language))
        .compose(written -> signIns.allBut(transaction, me.id(), keptSignIn));
  }

  private Void tell(UUID account, Changed changed) {
    LOG.info("the password of account {} changed", account);
    changed.ended().forEach(Runnable::run);
    changed
        .verified()
        .ifPresent(event -> bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(event))));
    bus.tell(MailOutbox.WAITING, new MailOutbox.Waiting());
    return null;
  }

  private Problem notValid() {
    return Problem.of(ProblemType.LINK_NOT_VALID);
  }

  private static <T> Future<T> wrong() {
    return Future.failedFuture(
        Problem.invalid("current", "wrong", "must be your current password"));
  }
}
