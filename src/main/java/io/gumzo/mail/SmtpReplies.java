package io.gumzo.mail;

import io.gumzo.mail.Carrier.Refusal;
import io.vertx.ext.mail.SMTPException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what a mail server's refusal is about: by the command that it answers, by its enhanced
 * status (RFC 3463) where it has one, else by its reply code (RFC 5321).
 */
final class SmtpReplies {
  /** How Vert.x's client begins its message when RCPT TO was refused. */
  private static final String AT_RECEIVER = "recipient address not accepted";

  /** No such mailbox, not here, no such name, no mail for that domain. */
  private static final Set<Integer> ABOUT_RECEIVER = Set.of(550, 551, 553, 556);

  private static final Pattern ENHANCED = Pattern.compile("\\b5\\.(\\d{1,3})\\.(\\d{1,3})\\b");
  private static final int ADDRESSING = 1;
  private static final int MAILBOX = 2;
  private static final int ROUTING = 4;

  /** Of addressing: bad address, and bad system, of the sender. */
  private static final Set<Integer> OF_SENDER = Set.of(7, 8);

  private SmtpReplies() {}

  static Refusal refusal(Throwable failure) {
    if (!(failure instanceof SMTPException smtp) || !smtp.isPermanent()) {
      return Refusal.NONE;
    }
    boolean receiver =
        String.valueOf(smtp.getMessage()).startsWith(AT_RECEIVER) && isAboutReceiver(smtp);
    return receiver ? Refusal.OF_RECEIVER : Refusal.OF_US;
  }

  /** Servers refuse senders and strangers as late as at RCPT TO. */
  private static boolean isAboutReceiver(SMTPException smtp) {
    var parts = ENHANCED.matcher(String.valueOf(smtp.getReplyMessage()));
    if (!parts.find()) {
      return ABOUT_RECEIVER.contains(smtp.getReplyCode());
    }
    int subject = Integer.parseInt(parts.group(1));
    int detail = Integer.parseInt(parts.group(2));
    return switch (subject) {
      case ADDRESSING -> !OF_SENDER.contains(detail);
      case MAILBOX, ROUTING -> true;
      default -> false;
    };
  }
}
