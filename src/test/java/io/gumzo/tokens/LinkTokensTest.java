package io.gumzo.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.LinkTokens.Purpose;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkTokensTest {
  private static final UUID ACCOUNT = UUID.randomUUID();
  private static final JsonObject KEY = SigningKey.generate().jwk();

  private final LinkTokens links = links(KEY);

  @Test
  void a_whole_link_that_is_too_old_or_for_something_else_is_not_damaged() {
    String old = links.sign(Purpose.VERIFY_EMAIL, ACCOUNT, Instant.now().minusMillis(1), "a");
    String other = links.sign(Purpose.RESET_PASSWORD, ACCOUNT, Duration.ofHours(1), "a");

    assertThat(links.read(Purpose.VERIFY_EMAIL, old)).isEmpty();
    assertThat(links.read(Purpose.VERIFY_EMAIL, other)).isEmpty();
    assertThat(links.read(Purpose.RESET_PASSWORD, other))
        .hasValueSatisfying(
            claim -> {
              assertThat(links.isGenuine(claim, "a")).isTrue();
              assertThat(links.isGenuine(claim, "b")).isFalse();
            });
  }

  @Test
  void every_loss_and_every_changed_character_is_damage() {
    String token = links.sign(Purpose.VERIFY_EMAIL, ACCOUNT, Duration.ofHours(1), "a");

    IntStream.range(0, token.length())
        .forEach(
            at -> {
              mustBeDamaged(links, token.substring(0, at));
              mustBeDamaged(links, token.substring(at + 1));
              char other = token.charAt(at) == 'A' ? 'g' : 'A';
              mustBeDamaged(links, token.substring(0, at) + other + token.substring(at + 1));
            });
  }

  @Test
  void a_link_outlives_a_change_of_the_keys_while_its_key_is_there() {
    String token = links.sign(Purpose.VERIFY_EMAIL, ACCOUNT, Duration.ofHours(1), "a");
    JsonObject fresh = SigningKey.generate().jwk();

    assertThat(links(fresh, KEY).read(Purpose.VERIFY_EMAIL, token)).isPresent();
    mustBeDamaged(links(fresh), token);
  }

  private static LinkTokens links(JsonObject... keys) {
    return LinkTokens.of(
        SigningKeys.parse(new JsonObject().put("keys", JsonArray.of((Object[]) keys)).encode()));
  }

  private static void mustBeDamaged(LinkTokens links, String token) {
    assertThatThrownBy(() -> links.read(Purpose.VERIFY_EMAIL, token))
        .as(token)
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.type()).isEqualTo(ProblemType.LINK_DAMAGED));
  }
}
