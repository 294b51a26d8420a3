package io.gumzo.mail;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For developing: says in the log what there is to read at {@code /dev/mails}. */
final class LogCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(LogCarrier.class);

  private final String ownUrl;

  LogCarrier(String ownUrl) {
    this.ownUrl = ownUrl;
  }

  @Override
  public Future<Void> carry(StoredMail mail) {
    LOG.info(
        "mail to {}: \"{}\" {} ({}/dev/mails/{})",
        mail.to(),
        mail.rendered().subject(),
        mail.values().get("link"),
        ownUrl,
        mail.id());
    return Future.succeededFuture();
  }

  @Override
  public Refusal refusal(Throwable failure) {
    return Refusal.NONE;
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
