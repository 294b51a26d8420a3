package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Person;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
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
  private static MailedLinks server;
  private static Person asha;

  @BeforeAll
  static void start() {
    server =
        new MailedLinks(
            Map.of(
                "throttle.signInAccount.freeFailures", "10000",
                "throttle.signInAddress.freeFailures", "10000"));
    asha = Person.signUp(server.api());
  }

  @AfterAll
  static void stop() {
    server.close();
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
