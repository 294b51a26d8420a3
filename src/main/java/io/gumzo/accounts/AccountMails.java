package io.gumzo.accounts;

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

/** The mails about accounts, and the links in them. */
final class AccountMails {
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

  Future<Void> verifyEmail(
      SqlConnection transaction, Me me, String passwordHash, Language language) {
    String token = links.sign(Purpose.VERIFY_EMAIL, me.id(), VERIFY, bound(me, passwordHash));
    return put(transaction, me, Template.VERIFY_EMAIL, language, "verify/" + token);
  }

  Future<Void> resetPassword(
      SqlConnection transaction, Me me, String passwordHash, Language language) {
    String token = links.sign(Purpose.RESET_PASSWORD, me.id(), RESET, bound(me, passwordHash));
    return put(transaction, me, Template.RESET_PASSWORD, language, "reset/" + token);
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

  /** What using the link changes, or what makes it somebody else's. */
  private static String[] bound(Me me, String passwordHash) {
    return new String[] {passwordHash, me.email(), Boolean.toString(me.emailVerified())};
  }

  private Future<Void> put(
      SqlConnection transaction, Me me, Template template, Language language, String page) {
    return MailOutbox.put(
        transaction,
        new Mail(me.id(), me.email(), template, language, values(me.username(), page)));
  }

  /** The username, which can hold nothing that misleads: anybody may sign up with any email. */
  private Map<String, String> values(String username, String page) {
    return Map.of("username", username, "link", ownUrl + "/#/" + page);
  }
}
