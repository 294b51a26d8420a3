package io.gumzo.mail;

import io.gumzo.config.MailConfig;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends by the configured server. Attempts that run at the same time have a connection each, and
 * one that fails takes its connection along, so that a receiver that hangs holds up no other.
 */
final class SmtpCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpCarrier.class);

  /** For attempts that are under way when the node stops; what is cut off is sent again later. */
  private static final long CLOSE_MILLIS = 2_000;

  private static final int CONNECT_MILLIS = 10_000;
  private static final int IDLE_SECONDS = 30;

  /** A server that says a little now and then is never idle. Shorter than a mail is left alone. */
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(100);

  private final Vertx vertx;
  private final io.vertx.ext.mail.MailConfig options;

  /** All that are open, and those of them that wait for the next mail. */
  private final Set<MailClient> clients = new HashSet<>();

  private final Deque<MailClient> idle = new ArrayDeque<>();
  private final Set<Promise<Void>> attempts = new HashSet<>();
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
    this.vertx = vertx;
    this.options = options(config);
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
    MailClient client = take();
    Promise<Void> attempt = Promise.promise();
    attempts.add(attempt);
    client
        .sendMail(message)
        .timeout(longestAttempt.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(sent -> attempt.tryComplete())
        .onFailure(attempt::tryFail);
    return attempt
        .future()
        .onComplete(ended -> attempts.remove(attempt))
        .onSuccess(sent -> idle.push(client))
        .onFailure(failure -> drop(client));
  }

  private MailClient take() {
    if (!idle.isEmpty()) {
      return idle.pop();
    }
    MailClient client = MailClient.create(vertx, options);
    clients.add(client);
    return client;
  }

  private void drop(MailClient client) {
    if (clients.remove(client)) {
      client.close().onFailure(failure -> LOG.debug("not closed: {}", failure.toString()));
    }
  }

  @Override
  public Refusal refusal(Throwable failure) {
    return SmtpReplies.refusal(failure);
  }

  @Override
  public Future<Void> close() {
    var under = List.copyOf(attempts);
    long timer =
        vertx.setTimer(
            CLOSE_MILLIS, late -> under.forEach(each -> each.tryFail("closed meanwhile")));
    return Future.join(under.stream().map(Promise::future).toList())
        .transform(
            ended -> {
              vertx.cancelTimer(timer);
              List.copyOf(clients).forEach(this::drop);
              idle.clear();
              return Future.succeededFuture();
            });
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
            .setMaxPoolSize(1)
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
