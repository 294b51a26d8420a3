package io.gumzo.accounts;

import io.gumzo.mail.Language;
import io.gumzo.mail.Mail;
import io.gumzo.mail.MailOutbox;
import io.gumzo.mail.Template;
import io.gumzo.persistence.Database;
import io.gumzo.tokens.LinkTokens;
import io.gumzo.tokens.LinkTokens.Claim;
import io.gumzo.tokens.LinkTokens.Purpose;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The mails about accounts, and the links in them. */
final class AccountMails {
  /** What {@link #verifyEmail} writes. */
  static final Set<Template> TO_VERIFY = Set.of(Template.VERIFY_EMAIL, Template.ALREADY_HERE);

  private static final String OWNER =
      """
      SELECT id, username, email FROM accounts
       WHERE lower(email) = $1 AND holds_email AND email_verified_at IS NOT NULL
      """;

  private static final Duration VERIFY = Duration.ofDays(7);
  private static final Duration RESET = Template.RESET_PASSWORD.useful();
  private static final UUID NOBODY = new UUID(0, 0);

  private final LinkTokens links;
  private final String ownUrl;

  /**
   * @param ownUrl where people reach this server
   */
  AccountMails(LinkTokens links, String ownUrl) {
    this.links = links;
    this.ownUrl = ownUrl;
  }

  LinkTokens links() {
    return links;
  }

  /**
   * Asks whether an email is the account's that is not verified; but where it is somebody else's
   * who has verified it, tells them so. One read, one code, one row in either case: whoever signed
   * up must not learn which it was.
   */
  Future<Void> verifyEmail(
      SqlConnection transaction, Me me, String passwordHash, Language language) {
    String token = links.sign(Purpose.VERIFY_EMAIL, me.id(), VERIFY, bound(me, passwordHash));
    Mail ask = mail(me, Template.VERIFY_EMAIL, language, "verify/" + token);
    return Database.query(transaction, OWNER, AccountRepository.lower(me.email()))
        .map(rows -> AccountRows.first(rows, row -> alreadyHere(me, row, language)).orElse(ask))
        .compose(mail -> MailOutbox.put(transaction, mail));
  }

  /** To the email as its owner wrote it: another spelling may be another's mailbox. */
  private Mail alreadyHere(Me claimant, Row owner, Language language) {
    return new Mail(
        claimant.id(),
        owner.getUUID("id"),
        owner.getString("email"),
        Template.ALREADY_HERE,
        language,
        values(owner.getString("username"), "sign-in"));
  }

  Future<Void> resetPassword(
      SqlConnection transaction, Me me, String passwordHash, Language language) {
    String token = links.sign(Purpose.RESET_PASSWORD, me.id(), RESET, bound(me, passwordHash));
    return put(transaction, me, Template.RESET_PASSWORD, language, "reset/" + token);
  }

  /** To whom an administrator made an account: the link chooses the first password. */
  Future<Void> accountMade(
      SqlConnection transaction, Me me, String passwordHash, Language language) {
    String token = links.sign(Purpose.RESET_PASSWORD, me.id(), VERIFY, bound(me, passwordHash));
    return put(transaction, me, Template.ACCOUNT_MADE, language, "reset/" + token);
  }

  /** For an email that nobody has: the same work, so that its time tells nothing. */
  Future<Void> resetNobodys(SqlConnection transaction, String email, Language language) {
    String token = links.sign(Purpose.RESET_PASSWORD, NOBODY, RESET, "", email);
    return MailOutbox.put(
        transaction,
        new Mail(null, email, Template.RESET_PASSWORD, language, values(email, "reset/" + token)));
  }

  Future<Void> passwordChanged(SqlConnection transaction, Me me, Language language) {
    return put(transaction, me, Template.PASSWORD_CHANGED, language, "forgotten");
  }

  /** Whether the link is the one that was made for this account as it is now. */
  boolean isGenuine(Claim claim, Me me, String passwordHash) {
    return links.isGenuine(claim, bound(me, passwordHash));
  }

  /** The same of a link to verify an email, whether that is verified by now or not. */
  boolean asksAbout(Claim claim, Me me, String passwordHash) {
    return links.isGenuine(claim, PasswordLinks.bound(me.email(), false, passwordHash));
  }

  private static String[] bound(Me me, String passwordHash) {
    return PasswordLinks.bound(me.email(), me.emailVerified(), passwordHash);
  }

  private Future<Void> put(
      SqlConnection transaction, Me me, Template template, Language language, String page) {
    return MailOutbox.put(transaction, mail(me, template, language, page));
  }

  private Mail mail(Me me, Template template, Language language, String page) {
    return new Mail(me.id(), me.email(), template, language, values(me.username(), page));
  }

  /** The username, which can hold nothing that misleads: anybody may sign up with any email. */
  private Map<String, String> values(String username, String page) {
    return Map.of("username", username, "link", ownUrl + "/#/" + page);
  }
}
