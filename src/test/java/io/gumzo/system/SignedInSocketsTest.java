package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Device;
import io.gumzo.testing.Person;
import io.gumzo.testing.ShortTokens;
import io.gumzo.testing.Socket;
import io.gumzo.testing.SocketClosedException;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A socket lives as long as its token and its device's sign-in, on whichever node. */
class SignedInSocketsTest extends TwoNodes {
  private static ShortTokens tokens;

  @BeforeAll
  static void learnKeys() {
    tokens = cluster.shortTokens();
  }

  @Test
  void a_socket_closes_with_4001_when_its_token_expires() {
    var asha = Person.signUp(one.api());
    try (var socket = get(Socket.ready(one.port(), tokens.of(asha, Duration.ofSeconds(2))))) {

      assertThat(get(socket.closed())).isEqualTo(4001);
    }
  }

  @Test
  void a_fresh_token_extends_a_socket() {
    var asha = Person.signUp(one.api());
    var witness = Person.signUp(one.api());
    try (var socket = get(Socket.ready(one.port(), tokens.of(asha, Duration.ofSeconds(2))));
        var expiring = get(Socket.ready(one.port(), tokens.of(witness, Duration.ofSeconds(4))))) {

      get(asha.refresh(one.api()));
      var extended =
          get(socket.ask(new JsonObject().put("type", "authenticate").put("token", asha.token())));

      assertThat(extended.getString("type")).isEqualTo("ok");
      // A later token has expired and was noticed by then.
      assertThat(get(expiring.closed())).isEqualTo(4001);
      assertThat(get(socket.ping()).getString("type")).isEqualTo("ok");
    }
  }

  @Test
  void an_expired_token_is_refused_with_4001_and_a_forged_one_with_4503() {
    var asha = Person.signUp(one.api());
    String[] parts = asha.token().split("\\.", -1);

    mustBeRefused(tokens.of(asha, Duration.ofSeconds(-5)), 4001);
    mustBeRefused(parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()), 4503);
    mustBeRefused("no token", 4503);
  }

  @Test
  void somebody_elses_token_does_not_extend_a_socket() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    try (var socket = get(Socket.ready(one.port(), asha.token()))) {

      socket.send(new JsonObject().put("type", "authenticate").put("token", juma.token()));

      assertThat(get(socket.closed())).isEqualTo(4503);
    }
  }

  @Test
  void signing_out_closes_that_devices_sockets_on_the_other_node_within_a_second() {
    var laptop = Person.signUp(one.api());
    var phone = laptop.onAnotherDevice(one.api());
    try (var laptops = get(Socket.ready(two.port(), laptop.token()));
        var another = get(Socket.ready(two.port(), laptop.token()));
        var phones = get(Socket.ready(two.port(), phone.token()))) {

      get(one.api().signOut(laptop.token())).want(204);

      await().atMost(Duration.ofSeconds(1)).until(() -> laptops.closed().isComplete());
      await().atMost(Duration.ofSeconds(1)).until(() -> another.closed().isComplete());
      assertThat(get(laptops.closed())).isEqualTo(4504);
      assertThat(get(another.closed())).isEqualTo(4504);
      await().until(() -> !phones.events(phone.id()).isEmpty());
      assertThat(phones.events(phone.id()).getFirst().getString("type")).isEqualTo("signed-out");
      assertThat(get(phones.ping()).getString("type")).isEqualTo("ok");
    }
  }

  @Test
  void a_device_that_was_signed_out_does_not_come_back() {
    var asha = Person.signUp(one.api());
    try (var device = new Device(asha, () -> List.of(two)).connect()) {
      await().until(device::connected);

      get(one.api().signOut(asha.token())).want(204);

      await().until(() -> device.ended() != null);
      assertThat(device.ended()).isEqualTo(4504);
      get(two.api().refreshSession(asha.refreshToken())).want(401);
    }
  }

  @Test
  void a_device_whose_token_expired_reconnects_with_a_new_one() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    UUID conversation = asha.conversationWith(one.api(), juma);
    asha.use(tokens.of(asha, Duration.ofSeconds(2)));
    try (var device = new Device(asha, cluster::live).connect()) {
      await().until(() -> device.connections() >= 2);

      juma.post(two.api(), conversation, "habari");

      await().until(() -> device.displayed(conversation).size() == 1);
    }
  }

  private static void mustBeRefused(String token, int code) {
    try (var socket = get(Socket.open(one.port()))) {
      assertThatThrownBy(() -> get(socket.authenticate(token, null, Map.of())))
          .isInstanceOfSatisfying(
              SocketClosedException.class, closed -> assertThat(closed.code()).isEqualTo(code));
    }
  }
}
