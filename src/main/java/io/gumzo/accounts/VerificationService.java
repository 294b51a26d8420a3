package io.gumzo.accounts;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.mail.Language;
import io.gumzo.mail.MailOutbox;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.gumzo.tokens.LinkTokens.Claim;
import io.gumzo.tokens.LinkTokens.Purpose;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds out whether an account's email is its owner's. */
final class VerificationService {
  /** So long a link is likely to be on its way yet. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Bus bus;
  private final CredentialRepository credentials;
  private final AccountMails mails;
  private final boolean required;

  /**
   * @param required nobody signs in before
   */
  VerificationService(
      Bus bus, CredentialRepository credentials, AccountMails mails, boolean required) {
    this.bus = bus;
    this.credentials = credentials;
    this.mails = mails;
    this.required = required;
  }

  void bind(Bus bus) {
    bus.serve(RequestVerification.COMMAND, this::request);
    bus.serve(VerifyEmail.COMMAND, this::verify);
    bus.serve(AllowSignIn.COMMAND, this::allow);
  }

  private Future<Void> request(RequestVerification command) {
    return credentials
        .byId(command.account())
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED)))
        .compose(
            mine ->
                mine.me().emailVerified()
                    ? Future.succeededFuture()
                    : bus.ask(TakeToken.COMMAND, TakeToken.to(Limit.MAIL_TO, mine.me().email()))
                        .compose(taken -> send(mine.me().id(), command.language())));
  }

  /** Of the account as it is under its lock: a link to what was is worth nothing. */
  private Future<Void> send(UUID account, Language language) {
    return credentials
        .database()
        .transaction(
            transaction ->
                credentials
                    .lock(transaction, account)
                    .compose(
                        found ->
                            found.filter(mine -> !mine.me().emailVerified()).isEmpty()
                                ? Future.succeededFuture()
                                : mails.verifyEmail(
                                    transaction,
                                    found.get().me(),
                                    found.get().passwordHash(),
                                    language)))
        .onSuccess(written -> bus.tell(MailOutbox.WAITING, new MailOutbox.Waiting()));
  }

  private Future<Void> verify(VerifyEmail command) {
    return mails
        .links()
        .read(Purpose.VERIFY_EMAIL, command.token())
        .map(
            claim ->
                credentials
                    .database()
                    .transaction(transaction -> verify(transaction, claim))
                    .onSuccess(event -> event.ifPresent(this::tell))
                    .<Void>mapEmpty())
        .orElseGet(VerificationService::notValid);
  }

  private void tell(StreamEvent event) {
    bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(event)));
    Activity.of(ActivityType.EMAIL_VERIFIED, event.stream(), "").tell(bus);
  }

  /** Empty when the email that the link asks about is the account's and verified already. */
  private Future<Optional<StreamEvent>> verify(SqlConnection transaction, Claim claim) {
    return credentials
        .lock(transaction, claim.account())
        .compose(
            found ->
                found
                    .filter(mine -> mails.asksAbout(claim, mine.me(), mine.passwordHash()))
                    .map(mine -> verified(transaction, mine.me()))
                    .orElseGet(VerificationService::notValid));
  }

  private Future<Optional<StreamEvent>> verified(SqlConnection transaction, Me me) {
    return me.emailVerified()
        ? Future.succeededFuture(Optional.empty())
        : credentials.setVerified(transaction, me).map(Optional::of);
  }

  private Future<Void> allow(AllowSignIn ask) {
    return SuspensionService.refuse(credentials.database(), ask.me().id())
        .compose(
            mayCome ->
                ask.me().emailVerified()
                    ? Future.succeededFuture(false)
                    : required
                        ? Future.succeededFuture(true)
                        : credentials.mustVerify(ask.me().id()))
        .compose(verifyFirst -> verifyFirst ? refuse(ask) : Future.succeededFuture());
  }

  private Future<Void> refuse(AllowSignIn ask) {
    return MailOutbox.wroteLately(
            credentials.database(), ask.me().id(), AccountMails.TO_VERIFY, FRESH)
        .compose(
            lately ->
                lately
                    ? Future.<Void>succeededFuture()
                    : request(new RequestVerification(ask.me().id(), Language.EN)))
        .compose(sent -> Future.failedFuture(Problem.of(ProblemType.EMAIL_NOT_VERIFIED)));
  }

  private static <T> Future<T> notValid() {
    return Future.failedFuture(Problem.of(ProblemType.LINK_NOT_VALID));
  }
}
