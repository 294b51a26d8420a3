package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Api;
import io.gumzo.testing.MailServer;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server that lets in only who has verified their email, and its mails. */
final class VerifiedOnly implements AutoCloseable {
  private final MailedLinks server;

  VerifiedOnly(Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("accounts.requireVerifiedEmail", "true");
    server = new MailedLinks(all);
  }

  Api api() {
    return server.api();
  }

  static String freshName() {
    return "p" + UUID.randomUUID().toString().substring(0, 18);
  }

  static String freshEmail() {
    return UUID.randomUUID() + "@example.org";
  }

  static JsonObject person(String username, String email) {
    return new JsonObject()
        .put("firstName", "Asha")
        .put("lastName", "Mwangi")
        .put("email", email)
        .put("username", username)
        .put("password", Person.PASSWORD);
  }

  Future<Answer> signUp(String username, String email) {
    return api().signUp(person(username, email));
  }

  /** Signs up somebody new with that email; their username. */
  String signUp(String email) {
    String username = freshName();
    get(signUp(username, email)).want(201);
    return username;
  }

  /** The same, and uses the link; their username. */
  String owner(String email) {
    String username = signUp(email);
    get(api().verifyEmail(verifyToken(email, username))).want(204);
    return username;
  }

  Answer signIn(String login) {
    return get(api().signIn(login, Person.PASSWORD));
  }

  /** Of the link that asks whether the email is that account's. */
  String verifyToken(String email, String username) {
    String link = awaitMail(email, username, "/#/verify/").link();
    return link.substring(link.lastIndexOf('/') + 1);
  }

  /** The mail that greets by that username and leads there. */
  MailServer.Received awaitMail(String email, String username, String page) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                mailsTo(email).stream()
                    .filter(mail -> mail.text().contains(" " + username + ","))
                    .filter(mail -> mail.link().contains(page))
                    .findFirst()
                    .orElse(null),
            mail -> mail != null);
  }

  List<MailServer.Received> mailsTo(String email) {
    return server.mails.to(email);
  }

  /** As if every mail had been written so much earlier. */
  void letTimePass(Duration time) {
    TestServers.execute(
        server.cluster.postgresUrl(),
        "UPDATE mails SET created_at = created_at - interval '%d seconds'"
            .formatted(time.toSeconds()));
  }

  /** How many accounts are found by the email, and how many only say that it is theirs. */
  List<Long> holdersAndOthers(String email) {
    try (var connection = TestServers.connect(server.cluster.postgresUrl());
        var statement =
            connection.prepareStatement(
                """
                SELECT count(*) FILTER (WHERE holds_email), count(*) FILTER (WHERE NOT holds_email)
                  FROM accounts WHERE lower(email) = lower(?)
                """)) {
      statement.setString(1, email);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return List.of(rows.getLong(1), rows.getLong(2));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
