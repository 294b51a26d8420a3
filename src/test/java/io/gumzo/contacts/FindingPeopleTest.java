package io.gumzo.contacts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Person;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is found first. */
class FindingPeopleTest extends Strangers {
  private final String root = "q" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void contacts_come_right_after_the_exact_name() {
    var asha = somebody();
    var exact = named(root);
    var begins = named(root + "a");
    var contact = named("the." + root);
    asha.befriend(one.api(), contact);

    assertThat(find(asha, root, 30)).startsWith(names(exact, contact, begins));
    assertThat(find(somebody(), root, 30)).startsWith(names(exact, begins, contact));
  }

  @Test
  void nobody_is_found_twice_on_small_pages() {
    var asha = somebody();
    var all = new ArrayList<Person>();
    for (String end : List.of("", ".a", ".b", ".c", ".d")) {
      var person = named(root + end);
      all.add(person);
      if (end.equals(".b") || end.isEmpty()) {
        asha.befriend(one.api(), person);
      }
    }
    assertThat(find(asha, root, 1)).containsExactlyInAnyOrder(names(all.toArray(Person[]::new)));
  }

  /** One character may stand for a whole phrase, and the key of a name for all of them. */
  @Test
  void a_page_ends_and_goes_on_behind_any_name() {
    var asha = somebody();
    for (String letter : List.of("\uFDFA", "\uD842\uDFB7", "\"", "\\", "\u0958")) {
      var all = new ArrayList<Person>();
      for (int number = 0; number < 2; number++) {
        var person = somebody();
        var name = new JsonObject().put("displayName", letter.repeat(48) + number);
        get(one.api().updateProfile(person.token(), name)).want(200);
        asha.befriend(one.api(), person);
        all.add(person);
      }
      assertThat(find(somebody(), letter.repeat(3), 1)).contains(names(all.toArray(Person[]::new)));
    }
    var contacts = new ArrayList<String>();
    String next = null;
    do {
      var parameters = new HashMap<String, Object>(Map.of("limit", 1));
      if (next != null) {
        parameters.put("cursor", next);
      }
      var page = get(two.api().call("listContacts", parameters, null, asha.token())).want(200);
      page.items()
          .forEach(item -> contacts.add(item.getJsonObject("account").getString("username")));
      next = page.text("next");
    } while (next != null);
    assertThat(contacts).hasSize(10).doesNotHaveDuplicates();
  }

  /** A name that is there for others and not for oneself would tell. */
  @Test
  void who_is_blocked_finds_the_one_who_blocks_as_anybody_does() {
    var asha = named(root);
    var pest = somebody();
    get(contacts().block(asha.token(), pest.id())).want(204);

    for (String query : List.of(root, root.substring(0, 7), root.substring(1), root + "x")) {
      assertThat(find(pest, query, 30)).isEqualTo(find(somebody(), query, 30)).contains(root);
    }
    assertThat(find(asha, pest.username(), 30)).contains(pest.username());
  }

  private static Person named(String username) {
    return Person.signUp(one.api(), username);
  }

  private static String[] names(Person... people) {
    return Stream.of(people).map(Person::username).toArray(String[]::new);
  }

  /** Usernames, from as many pages as it takes. */
  private static List<String> find(Person asker, String query, int limit) {
    var found = new ArrayList<String>();
    Map<String, Object> parameters = new HashMap<>(Map.of("query", query, "limit", limit));
    String next;
    do {
      var page = get(two.api().listAccounts(asker.token(), parameters)).want(200);
      page.items().forEach(item -> found.add(item.getString("username")));
      next = page.text("next");
      parameters.put("cursor", next);
    } while (next != null);
    return found;
  }
}
