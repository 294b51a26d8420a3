package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Api;
import io.gumzo.testing.Authenticator;
import io.gumzo.testing.DetailApi;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Correcting username, names and email, with two nodes and a mail server. */
class DetailsTest {
  private static final String NEW_PASSWORD = "jua-kali-leo-asubuhi";
  private static final int AT_ONCE = 6;
  private static MailedLinks server;
  private static LocalNode other;
  private static DetailApi details;

  @BeforeAll
  static void start() {
    server = new MailedLinks(Map.of());
    other = server.cluster.local();
    details = new DetailApi(server.api());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_new_username_is_seen_at_once_by_others_on_another_node_and_signs_in() {
    var asha = Person.signUp(server.api());
    var juma = Person.signUp(server.api());
    asha.conversationWith(server.api(), juma);
    String name = VerifiedOnly.freshName();
    try (var socket = get(Socket.ready(other.port(), juma.token()));
        var own = get(Socket.ready(other.port(), asha.token()))) {

      var me = get(details.rename(asha.token(), name)).want(200);

      assertThat(me.text("username")).isEqualTo(name);
      await().until(() -> usernames(socket).contains(name));
      await().until(() -> types(own, asha).contains("account-changed"));
    }
    assertThat(found(juma, name)).containsExactly(asha.id().toString());
    assertThat(found(juma, asha.username())).doesNotContain(asha.id().toString());
    get(other.api().signIn(name, Person.PASSWORD)).want(201);
    get(other.api().signIn(asha.username(), Person.PASSWORD)).want(401);
  }

  @Test
  void a_username_that_was_given_up_is_its_owners_for_a_while_and_then_anybodys() {
    var asha = Person.signUp(server.api());
    var juma = Person.signUp(server.api());
    String old = asha.username();
    get(details.rename(asha.token(), VerifiedOnly.freshName())).want(200);

    assertThat(rules(get(details.rename(juma.token(), old.toUpperCase(java.util.Locale.ROOT)))))
        .containsExactly("username taken");
    var fresh = VerifiedOnly.person(old, UUID.randomUUID() + "@example.org");
    assertThat(rules(get(other.api().signUp(fresh)))).containsExactly("username taken");

    get(details.rename(asha.token(), old)).want(200);
    get(details.rename(asha.token(), VerifiedOnly.freshName())).want(200);
    TestServers.execute(
        server.cluster.postgresUrl(),
        "UPDATE reserved_usernames SET until = now() - interval '1 second'");
    get(other.api().signUp(fresh)).want(201);
  }

  @Test
  void of_many_who_want_a_username_at_once_one_has_it() {
    var people = IntStream.range(0, AT_ONCE).mapToObj(each -> Person.signUp(server.api())).toList();
    String wanted = VerifiedOnly.freshName();

    var attempts =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                each ->
                    new DetailApi(each % 2 == 0 ? server.api() : other.api())
                        .rename(people.get(each).token(), wanted))
            .toList();
    get(Future.join(attempts));

    assertThat(statuses(attempts)).containsOnly(200, 400).containsOnlyOnce(200);
  }

  @Test
  void names_change_with_every_broken_rule_told_before_the_code_is_used_up() {
    var asha = verified();
    var app = withSecondFactor(asha);
    String code = app.nextCode();

    var broken =
        get(
            details.update(
                asha.token(),
                new JsonObject().put("firstName", " ").put("username", "a b!").put("code", code)));
    var needed = get(details.update(asha.token(), new JsonObject().put("firstName", "Neema")));
    var changes = new JsonObject().put("firstName", "Neema").put("lastName", "Otieno");
    var me = get(details.update(asha.token(), changes.copy().put("code", code))).want(200);
    var wrong = get(details.update(asha.token(), changes.put("password", "si-hii-kabisa")));

    assertThat(rules(broken)).contains("firstName notBlank", "username pattern");
    assertThat(needed.want(403).text("type")).isEqualTo("/problems/second-factor-needed");
    assertThat(me.text("firstName")).isEqualTo("Neema");
    assertThat(me.text("lastName")).isEqualTo("Otieno");
    assertThat(me.text("displayName")).isEqualTo(asha.username());
    assertThat(found(asha, "neema otieno")).containsExactly(asha.id().toString());
    assertThat(rules(wrong)).containsExactly("password wrong");
  }

  @Test
  void a_new_email_holds_once_it_is_confirmed_and_all_uses_of_its_link_say_so() {
    var asha = verified();
    String email = VerifiedOnly.freshEmail();
    var waiting = get(details.requestEmail(asha.token(), email)).want(200);
    assertThat(waiting.text("email")).isEqualTo(email);
    assertThat(server.me(asha).getString("email")).isEqualTo(MailedLinks.email(asha));
    String token = server.token(email, "/#/confirm-email/", 1);

    List<Future<Answer>> uses =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                use -> new DetailApi(use % 2 == 0 ? server.api() : other.api()).confirmEmail(token))
            .toList();
    get(Future.join(uses));

    assertThat(statuses(uses)).containsOnly(204);
    assertThat(server.me(asha).getString("email")).isEqualTo(email);
    assertThat(server.me(asha).getBoolean("emailVerified")).isTrue();
    assertThat(get(details.emailChange(asha.token())).want(200).text("email")).isNull();
    get(server.api().signIn(email, Person.PASSWORD)).want(201);
    get(server.api().signIn(MailedLinks.email(asha), Person.PASSWORD)).want(401);
  }

  @Test
  void a_change_that_is_cancelled_replaced_or_overtaken_by_a_new_password_is_off() {
    var asha = verified();
    String first = VerifiedOnly.freshEmail();
    get(details.requestEmail(asha.token(), first)).want(200);
    String replaced = server.token(first, "/#/confirm-email/", 1);
    String second = VerifiedOnly.freshEmail();
    get(details.requestEmail(asha.token(), second)).want(200);
    mustBeInvalid(get(details.confirmEmail(replaced)));

    get(details.cancelEmail(asha.token())).want(204);
    mustBeInvalid(get(details.confirmEmail(server.token(second, "/#/confirm-email/", 1))));

    String third = VerifiedOnly.freshEmail();
    get(details.requestEmail(asha.token(), third)).want(200);
    String late = server.token(third, "/#/confirm-email/", 1);
    get(server.api().changePassword(asha.token(), Person.PASSWORD, NEW_PASSWORD)).want(204);
    assertThat(get(details.emailChange(asha.token())).want(200).text("email")).isNull();
    mustBeInvalid(get(details.confirmEmail(late)));
    assertThat(server.me(asha).getString("email")).isEqualTo(MailedLinks.email(asha));
  }

  @Test
  void who_reads_the_former_email_takes_the_account_back_from_who_knew_the_password() {
    var asha = verified();
    String thiefs = VerifiedOnly.freshEmail();
    var thief = asha.onAnotherDevice(server.api());
    changeEmail(thief, thiefs, withSecondFactor(thief).nextCode());
    String undo = server.token(MailedLinks.email(asha), "/#/undo-email/", 1);

    try (var socket = get(Socket.ready(other.port(), thief.token()))) {
      var undone = get(new DetailApi(other.api()).undoEmail(undo)).want(200);

      assertThat(get(socket.closed())).isEqualTo(4504);
      assertThat(get(other.api().getMe(thief.token())).status()).isEqualTo(401);
      get(server.api().signIn(asha.username(), Person.PASSWORD)).want(401);
      get(server.api().resetPassword(undone.text("resetToken"), NEW_PASSWORD)).want(204);
    }
    mustBeInvalid(get(details.undoEmail(undo)));
    var back = get(server.api().signIn(MailedLinks.email(asha), NEW_PASSWORD)).want(201);
    assertThat(back.body().getJsonObject("account").getString("email"))
        .isEqualTo(MailedLinks.email(asha));
  }

  @Test
  void an_undo_leads_back_behind_all_later_changes_and_these_undo_nothing() {
    var asha = verified();
    String second = VerifiedOnly.freshEmail();
    String third = VerifiedOnly.freshEmail();
    changeEmail(asha, second, null);
    changeEmail(asha, third, null);
    String first = server.token(MailedLinks.email(asha), "/#/undo-email/", 1);
    String later = server.token(second, "/#/undo-email/", 1);

    List<Future<Answer>> uses =
        IntStream.range(0, AT_ONCE).mapToObj(use -> details.undoEmail(first)).toList();
    get(Future.join(uses));

    assertThat(statuses(uses)).containsOnly(200, 410).containsOnlyOnce(200);
    mustBeInvalid(get(details.undoEmail(later)));
  }

  @Test
  void an_email_that_was_never_confirmed_gets_no_say() {
    var asha = Person.signUp(server.api());
    server.verifyToken(asha, 1);
    changeEmail(asha, VerifiedOnly.freshEmail(), null);

    assertThat(server.me(asha).getBoolean("emailVerified")).isTrue();
    mustBeInvalid(get(server.api().verifyEmail(server.verifyToken(asha, 1))));
    assertThat(server.mails.to(MailedLinks.email(asha))).hasSize(1);
  }

  @Test
  void of_two_who_confirm_one_email_at_once_one_has_it() {
    var asha = verified();
    var juma = verified();
    String email = VerifiedOnly.freshEmail();
    get(details.requestEmail(asha.token(), email)).want(200);
    get(details.requestEmail(juma.token(), email)).want(200);

    var uses =
        List.of(
            details.confirmEmail(server.token(email, "/#/confirm-email/", 1)),
            new DetailApi(other.api()).confirmEmail(server.token(email, "/#/confirm-email/", 2)));
    get(Future.join(uses));

    assertThat(statuses(uses)).containsExactlyInAnyOrder(204, 410);
    assertThat(rules(get(details.requestEmail(Person.signUp(server.api()).token(), email))))
        .containsExactly("email taken");
  }

  private static Person verified() {
    var person = Person.signUp(server.api());
    get(server.api().verifyEmail(server.verifyToken(person, 1))).want(204);
    return person;
  }

  private static void changeEmail(Person person, String email, String code) {
    get(details.requestEmail(person.token(), email, code)).want(200);
    get(details.confirmEmail(server.token(email, "/#/confirm-email/", 1))).want(204);
  }

  private static Authenticator withSecondFactor(Person person) {
    Api api = server.api();
    var begun = get(api.beginTwoFactor(person.token(), Person.PASSWORD)).want(200);
    var app = Authenticator.of(begun.text("secret"));
    get(api.confirmTwoFactor(person.token(), app.code())).want(200);
    return app;
  }

  /** What others are told for the moment has no position. */
  private static List<String> usernames(Socket socket) {
    return socket.frames().stream()
        .filter(frame -> frame.getString("type").equals("profile-changed"))
        .map(event -> event.getJsonObject("data").getString("username"))
        .toList();
  }

  private static List<String> types(Socket socket, Person of) {
    return socket.events(of.id()).stream().map(event -> event.getString("type")).toList();
  }

  private static List<String> found(Person asker, String username) {
    return get(other.api().listAccounts(asker.token(), Map.of("query", username, "limit", 1)))
        .items()
        .stream()
        .map(each -> each.getString("id"))
        .toList();
  }

  private static List<Integer> statuses(List<Future<Answer>> answers) {
    return answers.stream().map(answer -> answer.result().status()).toList();
  }

  private static List<String> rules(Answer refused) {
    return refused.want(400).body().getJsonArray("errors").stream()
        .map(JsonObject.class::cast)
        .map(error -> error.getString("field") + " " + error.getString("rule"))
        .toList();
  }

  private static void mustBeInvalid(Answer answer) {
    assertThat(answer.want(410).text("type")).isEqualTo("/problems/link-not-valid");
  }
}
