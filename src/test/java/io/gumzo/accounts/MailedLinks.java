package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Api;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.MailServer;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node and the mail server that it sends by. */
final class MailedLinks implements AutoCloseable {
  final MailServer mails = MailServer.plain();
  final TestCluster cluster;
  final LocalNode node;

  MailedLinks(Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("mail.url", mails.url());
    all.put("mail.from", "Gumzo <gumzo@example.org>");
    all.put("mail.retryMillis", "100");
    all.put("http.publicUrl", "https://chat.example.org");
    cluster = new TestCluster(all);
    node = cluster.local();
  }

  Api api() {
    return node.api();
  }

  static String email(Person person) {
    return person.username() + "@example.org";
  }

  /** The token of the so-manieth link to verify somebody's email. */
  String verifyToken(Person person, int number) {
    return token(person, "/#/verify/", number);
  }

  /** Asks for a link to choose a new password by; its token, the so-manieth of that person. */
  String resetToken(Person person, int number) {
    get(api().requestPasswordReset(email(person))).want(202);
    return token(person, "/#/reset/", number);
  }

  /** Of the links to choose a new password by that were sent to that person so far. */
  List<String> resetTokens(Person person) {
    return links(email(person), "/#/reset/").stream()
        .map(link -> link.substring(link.lastIndexOf('/') + 1))
        .toList();
  }

  /** The token of the so-manieth link that leads to a page, of those to an email. */
  String token(String email, String page, int number) {
    await().atMost(Duration.ofSeconds(20)).until(() -> links(email, page).size() >= number);
    String link = links(email, page).get(number - 1);
    return link.substring(link.lastIndexOf('/') + 1);
  }

  private String token(Person person, String page, int number) {
    return token(email(person), page, number);
  }

  /** Mails that are sent at the same time arrive in any order. */
  private List<String> links(String email, String page) {
    return mails.to(email).stream()
        .map(MailServer.Received::link)
        .filter(link -> link.contains(page))
        .toList();
  }

  JsonObject me(Person person) {
    return get(api().getMe(person.token())).want(200).body();
  }

  @Override
  public void close() {
    cluster.close();
    mails.close();
  }
}
