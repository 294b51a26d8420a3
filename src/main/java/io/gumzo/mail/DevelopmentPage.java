package io.gumzo.mail;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.http.Mount;
import io.gumzo.mail.ShownMails.Whole;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code /dev/mails}: what would have been sent. Mounted only where mails are shown, and answered
 * only to the person who has the key: whoever reads a mail can take its account over.
 */
public final class DevelopmentPage implements Mount {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";
  private static final String MAIL_POLICY =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
          + " frame-ancestors 'self'";
  private final Bus bus;
  private final DevelopmentKey key;

  public DevelopmentPage(Bus bus, GumzoConfig config) {
    this.bus = bus;
    this.key = new DevelopmentKey(config.mail().showKey(), config.http().port());
  }

  @Override
  public void on(Router router) {
    router.get("/dev/mails").handler(key.guard(this::list, DevelopmentPage::askForKey));
    router
        .get("/dev/mails/:id")
        .handler(
            key.guard(context -> read(context, POLICY, this::page), DevelopmentPage::askForKey));
    router
        .get("/dev/mails/:id/html")
        .handler(
            key.guard(
                context -> {
                  context.response().putHeader("X-Frame-Options", "SAMEORIGIN");
                  read(context, MAIL_POLICY, mail -> mail.mail().html());
                },
                DevelopmentPage::askForKey));
  }

  /** The same for every address below, whether there is a mail or not. */
  private static void askForKey(RoutingContext context) {
    context.response().setStatusCode(403);
    send(
        context,
        POLICY,
        frame(
            "Mails",
            """
            <p>Open the address that Gumzo printed when it started: it ends in a key.</p>
            <p><a href="/dev/mails">I just did</a></p>
            """));
  }

  private void list(RoutingContext context) {
    bus.ask(ShownMails.LIST, new ShownMails.Latest())
        .onSuccess(
            page ->
                send(
                    context,
                    POLICY,
                    frame(
                        "Mails",
                        page.mails().isEmpty()
                            ? "<p>Nothing was written yet.</p>"
                            : page.mails().stream()
                                .map(DevelopmentPage::row)
                                .collect(Collectors.joining("", "<ul>", "</ul>")))))
        .onFailure(context::fail);
  }

  private void read(RoutingContext context, String policy, Function<Whole, String> page) {
    UUID id;
    try {
      id = UUID.fromString(context.pathParam("id"));
    } catch (IllegalArgumentException none) {
      context.next();
      return;
    }
    bus.ask(ShownMails.READ, new ShownMails.Read(id))
        .onSuccess(mail -> send(context, policy, page.apply(mail)))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, String policy, String html) {
    context
        .response()
        .putHeader("Content-Security-Policy", policy)
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(html);
  }

  private static String row(Whole mail) {
    return "<li><a href=\"/dev/mails/%s\">%s</a> to %s, %s</li>"
        .formatted(
            mail.id(), text(mail.mail().subject()), text(mail.to()), text(mail.at().toString()));
  }

  private String page(Whole mail) {
    return frame(
        mail.mail().subject(),
        """
        <p>To %s, %s. <a href="/dev/mails">All mails</a></p>
        <p><a href="%s">Open the link</a></p>
        <pre>%s</pre>
        <iframe sandbox title="The mail as a page" src="/dev/mails/%s/html"></iframe>
        """
            .formatted(
                text(mail.to()),
                text(mail.at().toString()),
                text(mail.link()),
                text(mail.mail().text()),
                mail.id()));
  }

  private static String frame(String title, String content) {
    return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%1$s · Gumzo</title>
        <link rel="stylesheet" href="/docs/problems.css">
        <link rel="stylesheet" href="/styles/development.css">
        <main>
        <h1>%1$s</h1>
        %2$s
        </main>
        </html>
        """
        .formatted(text(title), content);
  }

  private static String text(String value) {
    return MailTexts.escaped(value);
  }
}
