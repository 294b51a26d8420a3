package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Person;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Neither answers nor their times tell whether somebody has an account. The bound is generous: what
 * it finds is work that one of the two is spared, such as hashing a password.
 */
class NoEnumerationTest {
  private static final int ROUNDS = 40;
  private static final double MOST_APART = 3;
  private static final Map<String, String> PATIENT =
      Map.of(
          "throttle.signInAccount.freeFailures", "10000",
          "throttle.signInAddress.freeFailures", "10000");
  private static final String NOT_THE_OWNERS = "jua-kali-leo-asubuhi";
  private static MailedLinks server;
  private static VerifiedOnly strict;
  private static Person asha;
  private static String taken;

  @BeforeAll
  static void start() {
    server = new MailedLinks(PATIENT);
    asha = Person.signUp(server.api());
    strict = new VerifiedOnly(PATIENT);
    taken = VerifiedOnly.freshEmail();
    strict.owner(taken);
  }

  @AfterAll
  static void stop() {
    server.close();
    strict.close();
  }

  @Test
  void signing_in() {
    mustTakeTheSameTime(
        () -> server.api().signIn(asha.username(), "si-hii-kabisa"),
        () -> server.api().signIn("hakuna" + UUID.randomUUID(), "si-hii-kabisa"));
  }

  @Test
  void forgetting_a_password() {
    mustTakeTheSameTime(
        () -> server.api().requestPasswordReset(MailedLinks.email(asha)),
        () -> server.api().requestPasswordReset(UUID.randomUUID() + "@example.org"));
  }

  @Test
  void signing_up() {
    mustTakeTheSameTime(() -> signUp(taken), () -> signUp(VerifiedOnly.freshEmail()));
  }

  @Test
  void signing_in_by_the_email_that_one_signed_up_with() {
    String free = VerifiedOnly.freshEmail();
    strict.signUp(free);
    strict.signUp(taken);
    mustTakeTheSameTime(
        () -> strict.api().signIn(taken, "si-hii-kabisa"),
        () -> strict.api().signIn(free, "si-hii-kabisa"));
  }

  @Test
  void what_is_answered_to_who_signs_up_and_then_signs_in() {
    assertThat(answers(strict, taken)).isEqualTo(answers(strict, VerifiedOnly.freshEmail()));
  }

  /** One mail was asked for at either email before; an account is asked for at one of them. */
  @Test
  void how_often_the_link_is_sent_again() {
    var limits = Map.of("throttle.mailTo.burst", "5", "throttle.mailTo.everyMillis", "3600000");
    try (var slow = new VerifiedOnly(limits)) {
      String known = VerifiedOnly.freshEmail();
      String unknown = VerifiedOnly.freshEmail();
      slow.owner(known);
      slow.signUp(unknown);

      List<Integer> ofKnown = signInsHourByHour(slow, known);

      assertThat(ofKnown).containsExactly(403, 403, 403, 429, 429);
      assertThat(signInsHourByHour(slow, unknown)).isEqualTo(ofKnown);
      await().until(() -> slow.mailsTo(known).size() == 5 && slow.mailsTo(unknown).size() == 5);
    }
  }

  /** Each twice: the second finds the mail of the first on its way. */
  private static List<Integer> signInsHourByHour(VerifiedOnly slow, String email) {
    String username = slow.signUp(email);
    assertThat(slow.signIn(username).status()).isEqualTo(403);
    List<Integer> statuses = new ArrayList<>();
    for (int hour = 0; hour < 5; hour++) {
      slow.letTimePass(Duration.ofHours(1));
      statuses.add(slow.signIn(username).status());
      assertThat(slow.signIn(username).status()).isEqualTo(statuses.getLast());
    }
    return statuses;
  }

  private static List<String> answers(VerifiedOnly server, String email) {
    String username = VerifiedOnly.freshName();
    var person = VerifiedOnly.person(username, email).put("password", NOT_THE_OWNERS);
    var signedUp = get(server.api().signUp(person)).want(201);
    String id = signedUp.text("id");
    return Stream.of(
            signedUp,
            get(server.api().signIn(username, NOT_THE_OWNERS)).want(403),
            get(server.api().signIn(email, NOT_THE_OWNERS)).want(401))
        .map(answer -> whole(answer).replace(id, "ID").replace(username, "NAME"))
        .map(answer -> answer.replace(email, "EMAIL"))
        .toList();
  }

  /** But for what is of the moment, and a picture that is made of the id. */
  private static String whole(Answer answer) {
    JsonObject body = answer.body().copy();
    for (String moment : List.of("createdAt", "picture", "requestId")) {
      body.getMap().computeIfPresent(moment, (field, value) -> "…");
    }
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    answer.headers().forEach(headers::put);
    headers.keySet().removeAll(List.of("X-Request-Id", "Content-Length"));
    return "%d %s %s".formatted(answer.status(), headers, body);
  }

  private static Future<Answer> signUp(String email) {
    return strict.signUp(VerifiedOnly.freshName(), email);
  }

  /** In turns, so that whatever else the machine does happens to both. */
  private static void mustTakeTheSameTime(
      Supplier<Future<Answer>> known, Supplier<Future<Answer>> unknown) {
    List<Long> ofKnown = new ArrayList<>();
    List<Long> ofUnknown = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ofKnown.add(nanos(known));
      ofUnknown.add(nanos(unknown));
    }
    assertThat(median(ofKnown) / median(ofUnknown)).isBetween(1 / MOST_APART, MOST_APART);
  }

  private static long nanos(Supplier<Future<Answer>> call) {
    long began = System.nanoTime();
    get(call.get());
    return System.nanoTime() - began;
  }

  private static double median(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
  }
}
