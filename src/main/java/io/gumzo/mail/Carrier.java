package io.gumzo.mail;

import io.vertx.core.Future;

/** Takes one mail to its receiver, or fails. */
interface Carrier {
  Future<Void> carry(StoredMail mail);

  /** True when it is of no use to try that mail again. */
  boolean isRefused(Throwable failure);

  Future<Void> close();
}
