package io.gumzo.accounts;

import static io.gumzo.testing.Futures.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.TestServers;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches among a hundred thousand. */
class PeopleTest {
  private static TestAccounts node;

  @BeforeAll
  static void start() {
    node = new TestAccounts();
    for (String name :
        List.of(
            "asha",
            "asha.mwangi",
            "Ashanti",
            "natasha",
            "juma_50",
            "jumax50",
            "mwangi",
            "Zawadi")) {
      node.signUp(name);
    }
    display("zawadi", "José Ñandú");
    display("natasha", "Asha");
    display("mwangi", "Asha Kamau");
    display("ashanti", "Мария");
    named("signed.up", "Njeri", "Wambui", "Malkia");
    named("hanzi", "小明", "王", null);
    named("hangul", "민수", "김", "民秀");
    named("short", "Lo", "Olwe77", null);
    for (int number = 0; number < 7; number++) {
      named("friend" + number, "Rafiki", number % 2 == 0 ? "Rafiki" : "Rafikki", null);
    }
    TestServers.execute(node.postgresUrl, TestPeople.FILL);
    TestServers.execute(node.postgresUrl, TestPeople.NAMESAKES);
    node.signUp("baada.yao");
    display("baada.yao", "Mohamed Otieno Junior");
    TestServers.execute(node.postgresUrl, "ANALYZE accounts");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void the_exact_name_comes_first_then_what_begins_like_it_then_what_looks_like_it() {
    List<String> found = usernames(find("Asha", null, 10));

    assertThat(found)
        .startsWith("asha", "natasha", "asha.mwangi", "Ashanti", "mwangi")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "ahsa, asha",
    "asja, asha",
    "aasha, asha",
    "mwagni, mwangi",
    "mwngi, mwangi",
    "ashanit, Ashanti",
    "wangi, mwangi",
    "kamau, mwangi",
    "kamua, mwangi",
    "ñandu, Zawadi",
    "JOSE, Zawadi",
    "josé nandú, Zawadi",
    "nandu, Zawadi",
    "Марья, Ashanti",
    "МАРИ, Ashanti",
  })
  void typing_errors_and_accents_are_forgiven(String query, String username) {
    assertThat(usernames(find(query, null, 10))).contains(username);
  }

  @ParameterizedTest
  @CsvSource({
    "wambui, signed.up",
    "njeri, signed.up",
    "njeri wambui, signed.up",
    "wambiu, signed.up",
    "nejri, signed.up",
    "NJÉRI, signed.up",
    "小明, hanzi",
    "明, hanzi",
    "王小明, hanzi",
    "小明王, hanzi",
    "民秀, hangul",
    "秀, hangul",
    "김민수, hangul",
    "민수, hangul",
    "수, hangul",
    "ol, short",
    "lo, short",
    "olwe٧٧, short",
  })
  void the_names_that_somebody_signed_up_with_find_them(String query, String username) {
    assertThat(usernames(find(query, null, 100))).contains(username).doesNotHaveDuplicates();
  }

  @Test
  void pages_of_words_and_slips_join_too() {
    for (String query : List.of("rafiki", "rafkii")) {
      var joined = new ArrayList<String>();
      String cursor = null;
      do {
        AccountPage page = find(query, cursor, 2);
        joined.addAll(usernames(page));
        cursor = page.next();
      } while (cursor != null && joined.size() < 100);
      assertThat(joined)
          .doesNotHaveDuplicates()
          .contains("friend0", "friend1", "friend2", "friend3", "friend4", "friend5", "friend6");
    }
  }

  @Test
  void of_several_words_one_alone_is_not_enough() {
    assertThat(usernames(find("mohamed otieon", null, 10)))
        .startsWith("baada.yao")
        .noneMatch(name -> name.startsWith("kundi"));
  }

  @Test
  void signs_of_a_pattern_are_characters() {
    assertThat(usernames(find("a_50", null, 10))).contains("juma_50").doesNotContain("jumax50");
    assertThat(usernames(find("%", null, 10))).isEmpty();
    assertThat(usernames(find("_", null, 10))).isEmpty();
    assertThat(usernames(find("\\", null, 10))).isEmpty();
    assertThat(usernames(find("%%%", null, 10))).isEmpty();
    assertThat(usernames(find("\\\\%'; --", null, 10))).isEmpty();
    assertThat(usernames(find("as\0ha", null, 1))).containsExactly("asha");
  }

  @Test
  void a_letter_finds_beginnings() {
    assertThat(usernames(find("z", null, 100)))
        .hasSize(100)
        .allMatch(name -> name.matches("(?i)z.*"));
  }

  @Test
  void a_blank_query_lists_everybody() {
    assertThat(find(" ", null, 3)).isEqualTo(find(null, null, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "asha", "barana", "k", "tashina12", "rindoso9"})
  void pages_join_without_a_hole_or_a_repetition(String query) {
    List<String> whole = usernames(find(query, null, 100));

    List<String> joined = new ArrayList<>();
    String cursor = null;
    do {
      AccountPage page = find(query, cursor, 7);
      joined.addAll(usernames(page));
      cursor = page.next();
    } while (cursor != null && joined.size() < whole.size());

    assertThat(joined.subList(0, whole.size())).isEqualTo(whole);
    assertThat(joined).doesNotHaveDuplicates();
  }

  @Test
  void people_added_between_two_pages_move_nobody() {
    for (String name : List.of("paging-b", "paging-d", "paging-f", "paging-h")) {
      node.signUp(name);
    }
    AccountPage first = find("paging", null, 2);
    node.signUp("paging-a");
    node.signUp("paging-e");
    AccountPage second = find("paging", first.next(), 2);

    assertThat(usernames(first)).containsExactly("paging-b", "paging-d");
    assertThat(usernames(second)).containsExactly("paging-e", "paging-f");
    assertThat(usernames(find("paging", second.next(), 2))).startsWith("paging-h");
  }

  @Test
  void the_last_page_has_no_cursor() {
    assertThat(find("asha.mwangi", null, 100).next()).isNull();
    assertThat(find("juma_50", null, 1).next()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!!", "bnVsbA", "W10", "WzEsIngiLDMsNF0", "WzksMCwiIiwiIl0"})
  void a_cursor_that_is_none_is_refused(String cursor) {
    var refused =
        problem(node.bus.ask(FindAccounts.COMMAND, new FindAccounts(null, "asha", cursor, 5)));

    assertThat(refused.type()).isEqualTo(ProblemType.INVALID_REQUEST);
    assertThat(refused.errors()).allMatch(error -> error.field().equals("cursor")).hasSize(1);
  }

  @Test
  void a_cursor_of_another_list_is_refused() {
    String ofAll = find(null, null, 1).next();
    String ofSearch = find("asha", null, 1).next();

    problem(node.bus.ask(FindAccounts.COMMAND, new FindAccounts(null, "asha", ofAll, 5)));
    problem(node.bus.ask(FindAccounts.COMMAND, new FindAccounts(null, null, ofSearch, 5)));
    problem(node.bus.ask(FindAccounts.COMMAND, new FindAccounts(null, "asha", encode("a\0b"), 5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"asha", "b", "barana", "mwagni", "zishiso77", "bar", "ndo", "1234", "aaa"})
  void a_search_is_quick(String query) {
    for (int i = 0; i < 3; i++) {
      find(query, null, 30);
    }
    long before = System.nanoTime();
    find(query, null, 30);
    long millis = (System.nanoTime() - before) / 1_000_000;
    assertThat(millis).isLessThan(400);
  }

  @Test
  void what_looks_alike_is_read_from_the_index() throws SQLException {
    assertThat(planOfSimilar())
        .contains("Bitmap Index Scan on accounts_search")
        .doesNotContain("Seq Scan");
  }

  private static String encode(String username) {
    String json = new JsonArray().add(1).add(0).add("").add(username).encode();
    return Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void display(String username, String displayName) {
    TestServers.execute(
        node.postgresUrl,
        "UPDATE accounts SET display_name = '%s', display_key = '%s' WHERE lower(username) = '%s'"
            .formatted(displayName, Names.key(displayName), username));
  }

  private static void named(String username, String first, String last, String displayName) {
    var person = TestAccounts.person(username);
    node.ask(
        SignUp.COMMAND,
        new SignUp(
            first,
            last,
            person.email(),
            username,
            person.password(),
            person.language(),
            null,
            displayName));
  }

  private static AccountPage find(String query, String cursor, int limit) {
    return node.ask(FindAccounts.COMMAND, new FindAccounts(null, query, cursor, limit));
  }

  private static List<String> usernames(AccountPage page) {
    return page.items().stream().map(Account::username).toList();
  }

  private static String planOfSimilar() throws SQLException {
    try (var connection = TestServers.connect(node.postgresUrl);
        var statement = connection.createStatement()) {
      statement.execute(
          "PREPARE alike (text, text[], text, text, int, text, int, uuid) AS " + PeopleSql.SIMILAR);
      statement.execute(
          "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_indexscan = off");
      var lines = new StringBuilder();
      try (var rows =
          statement.executeQuery(
              "EXPLAIN EXECUTE alike ('mwagni', '{wmagni,mawgni}', '%mwagni%', 'n', 0, '', 30, NULL)")) {
        while (rows.next()) {
          lines.append(rows.getString(1)).append('\n');
        }
      }
      return lines.toString();
    }
  }
}
