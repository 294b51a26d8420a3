package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.Futures.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gumzo.config.ConfigException;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.testing.TestServers;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignUpTest {
  private static TestAccounts node;

  @BeforeAll
  static void start() {
    node = new TestAccounts();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void an_account_is_there_as_soon_as_it_is_answered() {
    Me me = node.signUp("Baraka");

    assertThat(me.displayName()).isEqualTo("Baraka");
    assertThat(me.role()).isEqualTo("user");
    assertThat(node.ask(GetMe.COMMAND, new GetMe(me.id()))).isEqualTo(me);
    assertThat(node.ask(GetAccount.COMMAND, new GetAccount(me.id()))).isEqualTo(me.profile());
  }

  @Test
  void first_and_last_name_are_shown_unless_another_name_is_chosen() {
    Me me = node.ask(SignUp.COMMAND, TestAccounts.person("malaika"));
    assertThat(me.displayName()).isEqualTo("Xaveria Quist");
    var person = TestAccounts.person("malaika.b");
    Me longest =
        node.ask(
            SignUp.COMMAND,
            new SignUp(
                "Ma".repeat(24), "Laika", person.email(), person.username(), person.password()));
    assertThat(longest.displayName()).isEqualTo("Ma".repeat(24) + " L");
  }

  @Test
  void what_is_taken_is_told_together_with_every_other_broken_rule() {
    node.signUp("Upendo");

    Problem refused =
        problem(
            node.bus.ask(
                SignUp.COMMAND, new SignUp("", "K", "UPENDO@example.org", "uPENDO", "12345678")));

    assertThat(refused.type()).isEqualTo(ProblemType.INVALID_REQUEST);
    assertThat(rules(refused.errors()))
        .containsExactlyInAnyOrder(
            "firstName required", "password notOnlyDigits", "username taken", "email taken");
  }

  @Test
  void a_form_can_be_checked_before_it_is_complete() {
    node.signUp("Rehema");

    var broken =
        node.ask(
            CheckSignUp.COMMAND,
            new CheckSignUp(new SignUp("", "", "nowhere", "REHEMA", "password1")));

    assertThat(rules(broken.rules()))
        .containsExactlyInAnyOrder("email email", "username taken", "password notCommon");
  }

  @Test
  void a_nul_breaks_a_rule_and_nothing_else() {
    Problem refused =
        problem(
            node.bus.ask(
                SignUp.COMMAND,
                new SignUp("A\0", "B", "a\0@example.org", "abc\0d", "mvua-kubwa\0jana")));

    assertThat(rules(refused.errors()))
        .containsExactlyInAnyOrder(
            "firstName characters", "email email", "username pattern", "password characters");
  }

  @Test
  void of_many_at_once_with_one_username_one_succeeds() {
    String username = TestAccounts.freshName();
    List<Future<Me>> attempts =
        IntStream.range(0, 6)
            .mapToObj(i -> node.bus.ask(SignUp.COMMAND, variant(username, i)))
            .toList();
    get(Future.join(attempts).otherwiseEmpty());

    assertThat(attempts.stream().filter(Future::succeeded)).hasSize(1);
    assertThat(attempts.stream().filter(Future::failed))
        .allSatisfy(
            lost -> assertThat(rules(problem(lost).errors())).containsExactly("username taken"));
  }

  @Test
  void an_administrator_is_made_or_an_account_promoted() {
    Me chief = node.ask(CreateAdmin.COMMAND, new CreateAdmin(TestAccounts.person("chief")));
    assertThat(chief.role()).isEqualTo("admin");
    assertThat(rules(problem(createAdmin("chief")).errors())).contains("username taken");

    Me promoted = node.signUp("deputy");
    assertThat(node.ask(PromoteToAdmin.COMMAND, new PromoteToAdmin("DEPUTY")).id())
        .isEqualTo(promoted.id());
    assertThat(node.ask(GetMe.COMMAND, new GetMe(promoted.id())).role()).isEqualTo("admin");
    assertThat(problem(node.bus.ask(PromoteToAdmin.COMMAND, new PromoteToAdmin("nobody"))).type())
        .isEqualTo(ProblemType.NOT_FOUND);
  }

  @Test
  void several_are_read_at_once_and_strangers_left_out() {
    Me one = node.signUp(TestAccounts.freshName());
    Me other = node.signUp(TestAccounts.freshName());
    var ids = List.of(one.id(), other.id(), UUID.randomUUID());

    var found = node.ask(GetAccounts.COMMAND, new GetAccounts(ids)).byId();

    assertThat(found).containsOnlyKeys(one.id(), other.id());
    assertThat(node.ask(GetAccounts.COMMAND, new GetAccounts(List.of())).byId()).isEmpty();
    assertThat(problem(node.bus.ask(GetAccount.COMMAND, new GetAccount(UUID.randomUUID()))).type())
        .isEqualTo(ProblemType.NOT_FOUND);
  }

  private static Future<Me> createAdmin(String username) {
    return node.bus.ask(CreateAdmin.COMMAND, new CreateAdmin(TestAccounts.person(username)));
  }

  /** The same username in another case, with an email of its own. */
  private static SignUp variant(String username, int index) {
    String other = index % 2 == 0 ? username : username.toUpperCase(java.util.Locale.ROOT);
    return new SignUp(
        "Asha", "Mwangi", username + index + "@example.org", other, "mvua-kubwa-jana");
  }

  private static List<String> rules(List<FieldError> errors) {
    return errors.stream().map(error -> error.field() + " " + error.rule()).toList();
  }

  @Test
  void of_many_nodes_that_start_at_once_one_makes_the_first_administrator() {
    try (var fresh = new TestAccounts()) {
      var settings = firstAdmin("root.one", "a-fine-long-secret");
      List<TestAccounts> nodes =
          IntStream.range(0, 3).parallel().mapToObj(node -> fresh.another(settings)).toList();
      nodes.forEach(TestAccounts::close);

      assertThat(TestServers.count(fresh.postgresUrl, "accounts")).isEqualTo(1);
      var ask = new CheckCredentials("root.one", "a-fine-long-secret");
      Me root = fresh.ask(CheckCredentials.COMMAND, ask);
      assertThat(root.role()).isEqualTo("admin");
      assertThat(root.emailVerified()).isTrue();
      fresh.another(firstAdmin("root.two", "1234")).close();
      assertThat(TestServers.count(fresh.postgresUrl, "accounts")).isEqualTo(1);
    }
  }

  @Test
  void settings_of_the_first_administrator_that_break_a_rule_stop_the_start() {
    try (var fresh = new TestAccounts()) {
      fresh.signUp("ordinary");

      assertThatThrownBy(() -> fresh.another(firstAdmin("ordinary", "password123")))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("admin.username: belongs to an account already")
          .hasMessageContaining("admin.password: is one of the passwords that are tried first")
          .hasMessageNotContaining("password123");
      assertThat(TestServers.count(fresh.postgresUrl, "accounts")).isEqualTo(1);
    }
  }

  private static Map<String, String> firstAdmin(String username, String password) {
    return Map.of(
        "admin.username", username,
        "admin.email", username + "@root.example.org",
        "admin.password", password);
  }
}
