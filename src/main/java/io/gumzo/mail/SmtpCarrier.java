package io.gumzo.mail;

import io.gumzo.config.MailConfig;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Sends by the configured server. */
final class SmtpCarrier implements Carrier {
  private static final int CONNECTIONS = 4;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int IDLE_SECONDS = 30;

  /** A server that says a little now and then is never idle. Shorter than a mail is left alone. */
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(100);

  /** Replies about the receiver, not about us: no such mailbox, not here, no such name. */
  private static final Set<Integer> REFUSED = Set.of(550, 551, 553, 556);

  private final MailClient client;
  private final String from;
  private final String host;
  private final Duration longestAttempt;

  /**
   * @param ownUrl of this server, after which it calls itself
   */
  SmtpCarrier(Vertx vertx, MailConfig config, String ownUrl) {
    this(vertx, config, ownUrl, LONGEST_ATTEMPT);
  }

  SmtpCarrier(Vertx vertx, MailConfig config, String ownUrl, Duration longestAttempt) {
    this.longestAttempt = longestAttempt;
    this.host = URI.create(ownUrl).getHost();
    this.from = config.from();
    this.client = MailClient.create(vertx, options(config));
  }

  @Override
  public Future<Void> carry(StoredMail mail) {
    RenderedMail rendered = mail.rendered();
    var message =
        new MailMessage()
            .setFrom(from)
            .setTo(mail.to())
            .setSubject(rendered.subject())
            .setText(rendered.text())
            .setHtml(rendered.html())
            .setHeaders(
                MultiMap.caseInsensitiveMultiMap()
                    // The same for every attempt: who gets it twice may know.
                    .set("Message-ID", "<" + mail.id() + "@" + host + ">")
                    .set("Auto-Submitted", "auto-generated"));
    return client
        .sendMail(message)
        .timeout(longestAttempt.toMillis(), TimeUnit.MILLISECONDS)
        .mapEmpty();
  }

  @Override
  public boolean isRefused(Throwable failure) {
    return failure instanceof SMTPException smtp && REFUSED.contains(smtp.getReplyCode());
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }

  private io.vertx.ext.mail.MailConfig options(MailConfig config) {
    var options =
        new io.vertx.ext.mail.MailConfig()
            .setHostname(config.host())
            .setPort(config.port())
            .setSsl(config.tls())
            .setStarttls(StartTLSOptions.valueOf(config.startTls().name()))
            .setHostnameVerificationAlgorithm("HTTPS")
            .setOwnHostname(host)
            .setMaxPoolSize(CONNECTIONS)
            .setConnectTimeout(CONNECT_MILLIS)
            .setIdleTimeout(IDLE_SECONDS);
    if (config.effectiveUser().isEmpty()) {
      options.setLogin(LoginOption.NONE);
    } else {
      options
          .setLogin(LoginOption.REQUIRED)
          .setUsername(config.effectiveUser())
          .setPassword(config.effectivePassword().value());
    }
    if (!config.certificates().isEmpty()) {
      options.setPemTrustOptions(new PemTrustOptions().addCertPath(config.certificates()));
    }
    return options;
  }
}
