package io.gumzo.mail;

import io.vertx.core.Future;

/** Takes one mail to its receiver, or fails. */
interface Carrier {
  Future<Void> carry(StoredMail mail);

  /** Whose fault a failure is, and so what becomes of the mail. */
  Refusal refusal(Throwable failure);

  /** Who refused. */
  enum Refusal {
    /** Nobody: the server is away, slow, or asks to come again. */
    NONE,
    /** For good, and because of this receiver: it is of no use to try that mail again. */
    OF_RECEIVER,
    /** For good, because of the sender, the sign-in or the content: somebody must see to it. */
    OF_US
  }

  Future<Void> close();
}
