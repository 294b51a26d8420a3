package io.gumzo.details;

import io.gumzo.accounts.EndSignIns;
import io.gumzo.accounts.HeldEmails;
import io.gumzo.accounts.Me;
import io.gumzo.accounts.PasswordLinks;
import io.gumzo.accounts.Taken;
import io.gumzo.details.EmailChangeRepository.Locked;
import io.gumzo.details.EmailChangeRepository.Undoable;
import io.gumzo.mail.Language;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sessions.SecondFactorRemoval;
import io.gumzo.streams.StreamEvent;
import io.gumzo.tokens.LinkTokens;
import io.gumzo.tokens.LinkTokens.Claim;
import io.gumzo.tokens.LinkTokens.Purpose;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The steps of a change of an email, each within a transaction, and the links between them. */
final class EmailLinks {
  private static final Duration TO_RESET = Duration.ofHours(3);

  /** What is to be told after the commit. */
  record Undone(StreamEvent event, Runnable signedOut, String resetToken) {}

  private final EmailChangeRepository changes;
  private final EmailMails mails;
  private final LinkTokens links;
  private final EndSignIns signIns;

  EmailLinks(
      EmailChangeRepository changes, EmailMails mails, LinkTokens links, EndSignIns signIns) {
    this.changes = changes;
    this.mails = mails;
    this.links = links;
    this.signIns = signIns;
  }

  /** One read, one code, one row of mail, whoever has the email (ADR 13). */
  Future<StreamEvent> request(
      SqlConnection transaction, UUID account, String email, Language language) {
    return EmailChangeRepository.lock(transaction, account)
        .compose(
            locked ->
                EmailChangeRepository.ask(transaction, account, email)
                    .compose(change -> mails.confirm(transaction, locked, change, language))
                    .compose(put -> AccountChanged.append(transaction, locked.me())));
  }

  /** Empty when none waits. */
  Future<Optional<StreamEvent>> cancel(SqlConnection transaction, UUID account) {
    return EmailChangeRepository.lock(transaction, account)
        .compose(
            locked ->
                EmailChangeRepository.forget(transaction, account)
                    .compose(
                        waited ->
                            waited
                                ? AccountChanged.append(transaction, locked.me()).map(Optional::of)
                                : Future.succeededFuture(Optional.empty())));
  }

  Future<Claim> confirmation(String token) {
    return read(Purpose.CHANGE_EMAIL, token);
  }

  /** Empty when the account has the email that the link asks about, by an earlier use. */
  Future<Optional<StreamEvent>> confirm(SqlConnection transaction, Claim claim, Language language) {
    return EmailChangeRepository.lock(transaction, claim.account())
        .compose(
            locked ->
                mails.isConfirmed(claim, locked)
                    ? Future.succeededFuture(Optional.<StreamEvent>empty())
                    : change(transaction, claim, locked, language).map(Optional::of))
        .recover(EmailLinks::goneIsNotValid);
  }

  private Future<StreamEvent> change(
      SqlConnection transaction, Claim claim, Locked locked, Language language) {
    return EmailChangeRepository.take(transaction, claim.account())
        .map(
            found ->
                found
                    .filter(change -> mails.isGenuine(claim, locked, change))
                    .orElseThrow(EmailLinks::notValid))
        .compose(change -> setEmail(transaction, locked.me(), change.email()))
        .compose(
            me ->
                offerUndo(transaction, locked.me(), language)
                    .compose(offered -> AccountChanged.append(transaction, me)));
  }

  /** Nobody knows whose an email is that was never confirmed: its reader gets no say. */
  private Future<Void> offerUndo(SqlConnection transaction, Me before, Language language) {
    return before.emailVerified()
        ? EmailChangeRepository.keepForUndo(transaction, before.id(), before.email())
            .compose(undo -> mails.changed(transaction, before, undo, language))
        : Future.succeededFuture();
  }

  Future<Claim> undoing(String token) {
    return read(Purpose.UNDO_EMAIL, token);
  }

  /**
   * The account is whose the email was: whoever changed it knew the password, so that ends, and so
   * does a second factor that was turned on in the week before the change or since.
   */
  Future<Undone> undo(SqlConnection transaction, Claim claim, String unknownHash) {
    return changes
        .undoable(transaction, claim.account())
        .map(
            found ->
                found
                    .filter(undo -> mails.isGenuine(claim, undo))
                    .orElseThrow(EmailLinks::notValid))
        .compose(
            undo ->
                EmailChangeRepository.lock(transaction, undo.account())
                    .compose(locked -> EmailChangeRepository.takeUndo(transaction, undo))
                    .map(
                        taken -> {
                          if (!taken) {
                            throw notValid();
                          }
                          return undo;
                        }))
        .compose(undo -> restore(transaction, undo, unknownHash))
        .recover(EmailLinks::goneIsNotValid);
  }

  private Future<Undone> restore(SqlConnection transaction, Undoable undo, String unknownHash) {
    UUID account = undo.account();
    return EmailChangeRepository.lock(transaction, account)
        .compose(locked -> setEmail(transaction, locked.me(), undo.email()))
        .compose(
            me ->
                EmailChangeRepository.endPassword(transaction, account, unknownHash)
                    .compose(ended -> EmailChangeRepository.forget(transaction, account))
                    .compose(
                        gone ->
                            SecondFactorRemoval.ofLater(
                                transaction, account, undo.changedAt().minus(EmailMails.UNDO)))
                    .compose(removed -> signIns.allBut(transaction, account, null))
                    .compose(
                        signedOut ->
                            AccountChanged.append(transaction, me)
                                .map(
                                    event ->
                                        new Undone(event, signedOut, reset(me, unknownHash)))));
  }

  private String reset(Me me, String hash) {
    return PasswordLinks.token(links, me.id(), me.email(), true, hash, TO_RESET);
  }

  /** Fails with {@code LINK_NOT_VALID} when another account has confirmed the email meanwhile. */
  private static Future<Me> setEmail(SqlConnection transaction, Me me, String email) {
    return HeldEmails.letGo(transaction, email, me.id())
        .compose(free -> EmailChangeRepository.setEmail(transaction, me.id(), email))
        .recover(failure -> Future.failedFuture(Taken.isEmail(failure) ? notValid() : failure));
  }

  private Future<Claim> read(Purpose purpose, String token) {
    return links
        .read(purpose, token)
        .map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture(notValid()));
  }

  /** A link says nothing of what became of its account. */
  private static <T> Future<T> goneIsNotValid(Throwable failure) {
    return Future.failedFuture(
        Problem.from(failure).type() == ProblemType.UNAUTHENTICATED ? notValid() : failure);
  }

  private static Problem notValid() {
    return Problem.of(ProblemType.LINK_NOT_VALID);
  }
}
