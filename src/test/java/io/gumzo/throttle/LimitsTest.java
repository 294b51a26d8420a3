package io.gumzo.throttle;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.AdminApi;
import io.gumzo.testing.Admins;
import io.gumzo.testing.Answer;
import io.gumzo.testing.Api;
import io.gumzo.testing.Breaches;
import io.gumzo.testing.ContactApi;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every limit answers with the wait when it is reached. */
@ExtendWith(Breaches.class)
class LimitsTest {
  private static final int BURST = 4;
  private static final int EVERY_MILLIS = 60_000;

  @ParameterizedTest
  @EnumSource
  void beyond_a_limit_the_answer_is_how_long_to_wait(Limit limit) {
    String key = "throttle." + camelCase(limit.slug());
    try (var cluster =
        new TestCluster(
            Map.of(
                key + ".everyMillis", Integer.toString(EVERY_MILLIS),
                key + ".burst", Integer.toString(BURST)))) {
      var node = cluster.local();
      var asha = Admins.signUp(node);

      mustEndInAWait(() -> get(reach(limit, node.api(), asha)));
    }
  }

  @Test
  void wrong_passwords_end_in_a_wait_for_the_account_and_for_the_address() {
    for (String key : java.util.List.of("signInAccount", "signInAddress")) {
      try (var cluster =
          new TestCluster(
              Map.of(
                  "throttle." + key + ".freeFailures", Integer.toString(BURST),
                  "throttle." + key + ".baseMillis", Integer.toString(EVERY_MILLIS)))) {
        var api = cluster.local().api();

        mustEndInAWait(() -> get(api.signIn("nobody.here", "si-hii-hapana")));
      }
    }
  }

  /** What costs that limit once, each time for the same subject; a new limit needs a way here. */
  private static Future<Answer> reach(Limit limit, Api api, Person asha) {
    var contacts = new ContactApi(api);
    return switch (limit) {
      case SEND_MESSAGE ->
          api.postMessage(asha.token(), conversation(api, asha), UUID.randomUUID(), "Habari?");
      case SIGN_UP, CHECK_SIGN_UP -> api.signUp(somebody());
      case SEARCH_PEOPLE -> api.listAccounts(asha.token(), Map.of("query", "juma"));
      case SEND_MAIL -> api.requestPasswordReset(UUID.randomUUID() + "@example.org");
      case MAIL_TO -> api.requestVerification(asha.token());
      case USE_LINK -> api.verifyEmail("nothing");
      case CREATE_CONVERSATION -> {
        var friend = Person.signUp(api);
        asha.befriend(api, friend);
        yield api.createConversation(asha.token(), friend.id());
      }
      case REQUEST_CONTACT -> contacts.request(asha.token(), Person.signUp(api).id(), null);
      case CHANGE_BLOCKS -> contacts.block(asha.token(), Person.signUp(api).id());
      case CHANGE_PROFILE ->
          api.updateProfile(asha.token(), new JsonObject().put("about", "" + UUID.randomUUID()));
      case CHANGE_USERNAME ->
          api.call(
              "updateMe",
              Map.of(),
              new JsonObject()
                  .put("username", somebody().getString("username"))
                  .put("password", Person.PASSWORD),
              asha.token());
      case MANAGE_JOINING -> new AdminApi(api).invite(asha.token(), new JsonObject());
      case CHANGE_SETTINGS ->
          api.changeSettings(asha.token(), new JsonObject().put("theme", "dark"));
      case CONFIRM_TWO_FACTOR -> api.confirmTwoFactor(asha.token(), "000000");
      case REPORT -> contacts.report(asha.token(), Person.signUp(api).id(), null);
      case EXPORT ->
          api.exportMyData(asha.token(), new JsonObject().put("password", Person.PASSWORD))
              .map(LimitsTest::exported);
      case SET_PICTURE -> api.setPicture(asha.token(), picture(), "image/png");
    };
  }

  private static void mustEndInAWait(Supplier<Answer> ask) {
    var first = ask.get();
    assertThat(first.status()).as("the first: %s", first.body()).isNotEqualTo(429);
    for (int more = 0; more < 2 * BURST; more++) {
      var answer = ask.get();
      if (answer.status() == 429) {
        assertThat(answer.text("type")).isEqualTo(ProblemType.THROTTLED.uri());
        assertThat(answer.number("retryAfterMillis")).isBetween(1L, (long) EVERY_MILLIS);
        if (answer.headers() != null) {
          assertThat(answer.headers().get("Retry-After")).isNotBlank();
        }
        return;
      }
    }
    throw new AssertionError("no limit after " + 2 * BURST);
  }

  private static UUID conversation(Api api, Person asha) {
    var known = get(api.listConversations(asha.token(), Map.of())).items();
    return known.isEmpty()
        ? asha.conversationWith(api, Person.signUp(api))
        : UUID.fromString(known.getFirst().getString("id"));
  }

  private static JsonObject somebody() {
    String username = "p" + UUID.randomUUID().toString().substring(0, 18);
    return new JsonObject()
        .put("firstName", "Juma")
        .put("lastName", "Otieno")
        .put("email", username + "@example.org")
        .put("username", username)
        .put("password", Person.PASSWORD);
  }

  /** An archive, or a problem. */
  private static Answer exported(Buffer body) {
    return body.getByte(0) == '{'
        ? new Answer(body.toJsonObject().getInteger("status"), null, body.toJsonObject())
        : new Answer(200, null, new JsonObject());
  }

  private static Buffer picture() {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static String camelCase(String slug) {
    String[] words = slug.split("-");
    var name = new StringBuilder(words[0]);
    for (int index = 1; index < words.length; index++) {
      name.append(Character.toUpperCase(words[index].charAt(0))).append(words[index].substring(1));
    }
    return name.toString();
  }
}
