package io.gumzo.details;

import io.gumzo.accounts.Me;
import io.gumzo.details.EmailChangeRepository.Change;
import io.gumzo.details.EmailChangeRepository.Locked;
import io.gumzo.details.EmailChangeRepository.Undoable;
import io.gumzo.mail.Language;
import io.gumzo.mail.Mail;
import io.gumzo.mail.MailOutbox;
import io.gumzo.mail.Template;
import io.gumzo.tokens.LinkTokens;
import io.gumzo.tokens.LinkTokens.Claim;
import io.gumzo.tokens.LinkTokens.Purpose;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The mails about changes of emails, and the links in them. */
final class EmailMails {
  /** As long as a change waits. */
  static final Duration WAITS = Duration.ofDays(1);

  /** As long as it may be undone. */
  static final Duration UNDO = Duration.ofDays(7);

  private final LinkTokens links;
  private final String ownUrl;

  /**
   * @param ownUrl where people reach this server
   */
  EmailMails(LinkTokens links, String ownUrl) {
    this.links = links;
    this.ownUrl = ownUrl;
  }

  /**
   * Asks whether the new email is the account's; but where it is somebody else's who has confirmed
   * it, tells them so. The work is the same.
   */
  Future<Void> confirm(SqlConnection transaction, Locked locked, Change change, Language language) {
    Me me = locked.me();
    String token =
        links.sign(
            Purpose.CHANGE_EMAIL,
            me.id(),
            change.expiresAt(),
            bound(locked.passwordHash(), change.email()));
    Mail ask =
        new Mail(
            me.id(),
            change.email(),
            Template.CHANGE_EMAIL,
            language,
            values(me.username(), "confirm-email/" + token));
    return EmailChangeRepository.confirmedOwner(transaction, me.id(), change.email())
        .map(owner -> owner.map(other -> inUse(me.id(), other, language)).orElse(ask))
        .compose(mail -> MailOutbox.put(transaction, mail));
  }

  /** To the email as its owner wrote it: another spelling may be another's mailbox. */
  private Mail inUse(UUID claimant, Me owner, Language language) {
    return new Mail(
        claimant,
        owner.id(),
        owner.email(),
        Template.EMAIL_IN_USE,
        language,
        values(owner.username(), "sign-in"));
  }

  /** To the email of before, with a link that undoes it. */
  Future<Void> changed(SqlConnection transaction, Me before, Undoable undo, Language language) {
    String token = links.sign(Purpose.UNDO_EMAIL, undo.id(), UNDO, undo.email());
    return MailOutbox.put(
        transaction,
        new Mail(
            before.id(),
            before.email(),
            Template.EMAIL_CHANGED,
            language,
            values(before.username(), "undo-email/" + token)));
  }

  /** Requests of an account end at different times, which so tell the links of each apart. */
  boolean isGenuine(Claim claim, Locked locked, Change change) {
    return claim.expiresAt().equals(change.expiresAt())
        && links.isGenuine(claim, bound(locked.passwordHash(), change.email()));
  }

  /** Whether the link asked about the email that the account has confirmed by now. */
  boolean isConfirmed(Claim claim, Locked locked) {
    return links.isGenuine(claim, bound(locked.passwordHash(), locked.me().email()))
        && locked.me().emailVerified();
  }

  boolean isGenuine(Claim claim, Undoable undo) {
    return links.isGenuine(claim, undo.email());
  }

  private static String[] bound(String passwordHash, String email) {
    return new String[] {passwordHash, email};
  }

  private Map<String, String> values(String username, String page) {
    return Map.of("username", username, "link", ownUrl + "/#/" + page);
  }
}
