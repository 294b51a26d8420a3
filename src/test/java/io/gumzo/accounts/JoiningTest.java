package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.AdminApi;
import io.gumzo.testing.Admins;
import io.gumzo.testing.Answer;
import io.gumzo.testing.Api;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may join, with two nodes and a mail server: what is said at one holds at the other. */
class JoiningTest {
  private static final int AT_ONCE = 6;
  private static MailedLinks server;
  private static LocalNode other;
  private static Person admin;
  private static AdminApi admins;

  @BeforeAll
  static void start() {
    server = new MailedLinks(Map.of("passwords.minLength", "12"));
    other = server.cluster.local();
    admin = Admins.signUp(server.node);
    admins = new AdminApi(server.api());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void openAgain() {
    get(admins.changeSignUpPolicy(admin.token(), "open")).want(200);
  }

  @Test
  void where_nobody_signs_up_nothing_is_told_about_names_or_emails() {
    var asha = Person.signUp(server.api());
    get(admins.changeSignUpPolicy(admin.token(), "closed")).want(200);

    var taken = VerifiedOnly.person(asha.username(), MailedLinks.email(asha));
    var broken = new JsonObject().put("username", asha.username());
    for (Api api : List.of(server.api(), other.api())) {
      for (JsonObject body : List.of(person(), taken, broken, person().put("invitation", "x"))) {
        mustBe(get(api.signUp(body)), 403, "sign-up-closed");
      }
    }
    await().until(() -> mode(other.api()).equals("closed"));
    mustBe(get(admins.invite(admin.token(), new JsonObject())), 403, "sign-up-closed");
  }

  @Test
  void by_invitation_a_link_to_hand_out_lets_in_as_many_as_it_says() {
    get(admins.changeSignUpPolicy(admin.token(), "invitation")).want(200);
    mustBe(get(other.api().signUp(person())), 403, "invitation-needed");
    var invited = get(admins.invite(admin.token(), new JsonObject().put("mostUses", 2))).want(201);
    String token = token(invited.text("link"));
    assertThat(get(read(other.api(), token)).want(200).text("invitedBy"))
        .isEqualTo(admin.username());

    var attempts =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                each ->
                    (each % 2 == 0 ? server.api() : other.api())
                        .signUp(person().put("invitation", token)))
            .toList();
    get(Future.join(attempts));

    assertThat(statuses(attempts).stream().filter(status -> status == 201)).hasSize(2);
    assertThat(statuses(attempts)).containsOnly(201, 410);
    var listed = get(admins.invitations(admin.token(), Map.of("limit", 1))).items().getFirst();
    assertThat(listed.getString("state")).isEqualTo("used");
    assertThat(listed.getInteger("uses")).isEqualTo(2);
    assertThat(listed.getString("link")).isNull();
  }

  @Test
  void a_mailed_invitation_is_for_that_email_which_is_confirmed_by_it() {
    String email = VerifiedOnly.freshEmail();
    var made = get(admins.invite(admin.token(), new JsonObject().put("email", email))).want(201);
    assertThat(made.text("link")).isNull();
    String token = server.token(email, "/#/join/", 1);
    assertThat(get(read(other.api(), token)).want(200).text("email")).isEqualTo(email);
    String broken = token.substring(0, 76);
    mustBe(get(read(other.api(), broken)), 400, "link-damaged");
    mustBe(get(other.api().signUp(person().put("invitation", broken))), 400, "link-damaged");

    assertThat(rules(get(other.api().signUp(person().put("invitation", token)))))
        .containsExactly("email invited");
    var me =
        get(other.api().signUp(person().put("email", email).put("invitation", token))).want(201);

    assertThat(me.body().getBoolean("emailVerified")).isTrue();
    mustBe(get(read(other.api(), token)), 410, "link-not-valid");
    assertThat(rules(get(admins.invite(admin.token(), new JsonObject().put("email", email)))))
        .containsExactly("email taken");
  }

  @Test
  void an_invitation_ends_when_it_is_revoked_expires_or_its_maker_is_no_administrator() {
    var second = Admins.signUp(server.node);
    var revoked = get(admins.invite(admin.token(), new JsonObject())).want(201);
    var expired = get(admins.invite(admin.token(), new JsonObject())).want(201);
    var suspended = get(admins.invite(second.token(), new JsonObject())).want(201);

    get(new AdminApi(other.api()).revokeInvitation(admin.token(), revoked.id())).want(204);
    TestServers.execute(
        server.cluster.postgresUrl(),
        "UPDATE invitations SET expires_at = now() WHERE id = '%s'".formatted(expired.id()));
    Admins.suspend(server.node, second);

    for (Answer over : List.of(revoked, expired, suspended)) {
      String token = token(over.text("link"));
      mustBe(get(other.api().signUp(person().put("invitation", token))), 410, "link-not-valid");
    }
    mustBe(get(admins.revokeInvitation(admin.token(), revoked.id())), 404, "not-found");
  }

  @Test
  void of_domains_an_email_is_confirmed_before_anybody_is_let_in() {
    get(admins.changeSignUpPolicy(admin.token(), "domains", "@Example.COM")).want(200);
    assertThat(rules(get(other.api().signUp(person())))).containsExactly("email domain");
    String name = VerifiedOnly.freshName();
    String email = name + "@example.com";
    get(other.api().signUp(person().put("username", name).put("email", email))).want(201);

    mustBe(get(other.api().signIn(name, Person.PASSWORD)), 403, "email-not-verified");
    get(server.api().verifyEmail(server.token(email, "/#/verify/", 1))).want(204);

    get(other.api().signIn(name, Person.PASSWORD)).want(201);
    assertThat(rules(get(admins.changeSignUpPolicy(admin.token(), "domains"))))
        .containsExactly("domains required");
    assertThat(rules(get(admins.changeSignUpPolicy(admin.token(), "domains", "a b"))))
        .containsExactly("domains domain");
  }

  @Test
  void a_sign_up_is_refused_by_the_change_that_came_before_it_and_counted_by_none_after() {
    for (int round = 0; round < 3; round++) {
      var attempts =
          IntStream.range(0, AT_ONCE).mapToObj(each -> other.api().signUp(person())).toList();
      get(admins.changeSignUpPolicy(admin.token(), "closed")).want(200);
      int after = get(other.api().signUp(person())).status();
      get(Future.join(attempts));

      assertThat(after).isEqualTo(403);
      assertThat(statuses(attempts)).isSubsetOf(201, 403);
      get(admins.changeSignUpPolicy(admin.token(), "open")).want(200);
    }
  }

  @Test
  void an_account_made_by_mail_or_with_a_temporary_password_is_its_persons() {
    var mailed = get(admins.createAccount(admin.token(), somebody("mail"))).want(201);
    String email = mailed.text("email");
    get(server.api().resetPassword(server.token(email, "/#/reset/", 1), Person.PASSWORD)).want(204);
    var me = get(other.api().signIn(mailed.text("username"), Person.PASSWORD)).want(201);
    assertThat(account(me).getBoolean("emailVerified")).isTrue();
    assertThat(account(me).getBoolean("passwordTemporary")).isFalse();

    var shown = get(admins.createAccount(admin.token(), somebody("temporary"))).want(201);
    String password = shown.text("temporaryPassword");
    var first = get(other.api().signIn(shown.text("username"), password)).want(201);
    assertThat(account(first).getBoolean("passwordTemporary")).isTrue();
    get(server.api().changePassword(first.text("accessToken"), password, Person.PASSWORD))
        .want(204);
    var after = get(server.api().getMe(first.text("accessToken"))).want(200).body();
    assertThat(after.getBoolean("passwordTemporary")).isFalse();
    assertThat(rules(get(admins.createAccount(admin.token(), somebody("mail", email)))))
        .containsExactly("email taken");
  }

  @Test
  void a_new_password_is_as_long_as_the_setting_says() {
    var broken = get(server.api().signUp(person().put("password", "mvua-kubwa"))).want(400);
    assertThat(rules(broken)).containsExactly("password minLength");
    assertThat(broken.body().encode()).contains("at least 12 characters");
    assertThat(get(signUpInfo(other.api())).want(200).number("passwordMinLength")).isEqualTo(12);
  }

  @Test
  void a_spreadsheet_makes_all_accounts_or_none_and_every_broken_row_is_told() {
    var asha = Person.signUp(server.api());
    String one = VerifiedOnly.freshName();
    String two = VerifiedOnly.freshName();
    String header = "\uFEFFFirst name;Last name;Email;Username\r\n";
    String good = "\"Asha; Jr\";Mwangi;%1$s@example.org;%1$s\r\n".formatted(one);

    var broken =
        get(importFile(
                Map.of("password", "temporary"),
                header
                    + good
                    + ";Otieno;nowhere;%s\r\n".formatted(asha.username())
                    + "Juma;Otieno;%s@example.org;%s\r\n".formatted(two, one)))
            .want(400);
    assertThat(rules(broken))
        .containsExactlyInAnyOrder(
            "rows.3.firstName required",
            "rows.3.email email",
            "rows.3.username taken",
            "rows.4.username repeated");
    get(server.api().signIn(one, Person.PASSWORD)).want(401);
    String whole = header + good + "Juma;Otieno;%1$s@example.org;%1$s\r\n".formatted(two);
    assertThat(get(importFile(Map.of("dryRun", "true"), whole)).want(200).items()).isEmpty();

    var made = get(importFile(Map.of("password", "temporary"), whole)).want(200).items();

    assertThat(made).extracting(each -> each.getString("username")).containsExactly(one, two);
    get(other.api().signIn(one, made.getFirst().getString("temporaryPassword"))).want(201);
    assertThat(rules(get(importFile(Map.of(), whole)))).contains("rows.2.email taken");
  }

  private static Future<Answer> importFile(Map<String, String> parameters, String csv) {
    return admins.importAccounts(admin.token(), parameters, Buffer.buffer(csv));
  }

  private static JsonObject person() {
    return VerifiedOnly.person(VerifiedOnly.freshName(), VerifiedOnly.freshEmail());
  }

  private static JsonObject somebody(String password) {
    return somebody(password, VerifiedOnly.freshEmail());
  }

  private static JsonObject somebody(String password, String email) {
    return VerifiedOnly.person(VerifiedOnly.freshName(), email).put("password", password);
  }

  private static JsonObject account(Answer session) {
    return session.body().getJsonObject("account");
  }

  private static Future<Answer> read(Api api, String token) {
    return api.call("readInvitation", Map.of(), new JsonObject().put("token", token), null);
  }

  private static Future<Answer> signUpInfo(Api api) {
    return api.call("getSignUp", Map.of(), null, null);
  }

  private static String mode(Api api) {
    return get(signUpInfo(api)).want(200).text("mode");
  }

  private static String token(String link) {
    return link.substring(link.lastIndexOf('/') + 1);
  }

  private static List<Integer> statuses(List<Future<Answer>> answers) {
    return answers.stream().map(answer -> answer.result().status()).toList();
  }

  private static void mustBe(Answer answer, int status, String problem) {
    assertThat(answer.want(status).text("type")).isEqualTo("/problems/" + problem);
  }

  private static List<String> rules(Answer refused) {
    return refused.want(400).body().getJsonArray("errors").stream()
        .map(JsonObject.class::cast)
        .map(error -> error.getString("field") + " " + error.getString("rule"))
        .toList();
  }
}
