package io.gumzo.mail;

import io.gumzo.bus.Command;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the development page asks for. Nobody answers where mails are not shown. */
final class ShownMails {
  static final Command<Latest, Page> LIST =
      new Command<>("list-shown-mails", Latest.class, Page.class);

  /** Fails with {@code NOT_FOUND}. */
  static final Command<Read, Whole> READ =
      new Command<>("read-shown-mail", Read.class, Whole.class);

  private ShownMails() {}

  record Latest() {}

  record Read(UUID id) {}

  record Page(List<Whole> mails) {
    static Page of(List<StoredMail> mails) {
      return new Page(mails.stream().map(Whole::of).toList());
    }
  }

  record Whole(UUID id, String to, Instant at, String link, RenderedMail mail) {
    static Whole of(StoredMail mail) {
      return new Whole(
          mail.id(),
          mail.to(),
          mail.createdAt(),
          mail.values().getOrDefault("link", ""),
          mail.rendered());
    }

    @Override
    public String toString() {
      return "Whole[" + id + "]";
    }
  }
}
