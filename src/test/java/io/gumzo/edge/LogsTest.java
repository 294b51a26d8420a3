package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Api;
import io.gumzo.testing.NodeProcess;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.SimpleSocket;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestCluster;
import io.gumzo.testing.TestServers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a node in production writes, at its most talkative, and what it never does. */
class LogsTest {
  private static final String TEXT = "siri-ya-moyo-wangu-8471";

  private static TestCluster cluster;
  private static NodeProcess node;

  @BeforeAll
  static void start() {
    cluster = new TestCluster(Map.of("log.format", "json", "log.level", "debug"));
    node = cluster.process();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void every_line_is_json_and_holds_no_secret_and_a_failed_request_is_found_by_its_id() {
    var secrets = new ArrayList<>(List.of(TEXT, Person.PASSWORD));
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = asha.conversationWith(node.api(), juma);
    secrets.addAll(tokens(asha));
    secrets.addAll(tokens(juma));
    talk(asha, juma, conversation);
    mistakes(asha, conversation);
    String failed = fail(asha, conversation);

    await().until(() -> node.output().contains(failed));
    var lines = node.output().lines().filter(LogsTest::isOfGumzo).toList();
    assertThat(lines).hasSizeGreaterThan(5).allSatisfy(JsonObject::new);
    var failures =
        lines.stream().map(JsonObject::new).filter(line -> line.encode().contains(failed)).toList();
    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().getString("level")).isEqualTo("ERROR");
    assertThat(failures.getFirst().encode()).contains("requestId", "/api/v1/messages/");
    assertThat(failures.getFirst().containsKey("throwable")).isTrue();
    for (String secret : secrets) {
      assertThat(lines).noneMatch(line -> line.contains(secret));
    }
  }

  /** The JVM's own warnings about libraries, and the word for the parent, are no log lines. */
  private static boolean isOfGumzo(String line) {
    return !line.startsWith("WARNING: ") && !line.equals("READY");
  }

  private static List<String> tokens(Person person) {
    String signature = person.token().substring(person.token().lastIndexOf('.') + 1);
    return List.of(signature, person.refreshToken());
  }

  private static void talk(Person asha, Person juma, UUID conversation) {
    asha.post(node.api(), conversation, TEXT);
    get(asha.refresh(node.api()));
    try (var socket = get(Socket.ready(node.port(), juma.token()));
        var simple = get(SimpleSocket.open(node.port(), conversation, asha.token()))) {
      get(socket.post(conversation, UUID.randomUUID(), TEXT));
      simple.post(TEXT);
      await().until(() -> socket.events(conversation).size() == 2);
    }
  }

  /** Each is refused while it holds a secret. */
  private static void mistakes(Person asha, UUID conversation) {
    Api api = node.api();
    get(api.signIn(asha.username(), Person.PASSWORD + "x"));
    get(api.refreshSession(asha.refreshToken() + "x"));
    get(api.getMe(asha.token() + "x"));
    post(asha, conversation, "{\"text\":\"" + TEXT + "\",\"surprise\":1}");
    post(asha, conversation, "{\"text\":\"" + TEXT);
    RawHttp.get(node.port(), "/api/v1/accounts?query=%zz" + TEXT);
    try (var socket = get(Socket.ready(node.port(), asha.token()))) {
      socket.sendRaw("{\"type\":\"post-message\",\"ref\":\"1\",\"text\":\"" + TEXT + "\"}");
      socket.sendRaw("{\"text\":\"" + TEXT);
      get(socket.closed());
    }
  }

  private static void post(Person asha, UUID conversation, String body) {
    RawHttp.send(
        node.port(),
        HttpMethod.POST,
        "/api/v1/conversations/" + conversation + "/messages",
        Map.of("Authorization", "Bearer " + asha.token(), "Content-Type", "application/json"),
        Buffer.buffer(body));
  }

  /** A defect, made by hand: the id of the request that met it. */
  private static String fail(Person asha, UUID conversation) {
    TestServers.execute(cluster.postgresUrl(), "ALTER TABLE messages RENAME TO messages_gone");
    post(
        asha,
        conversation,
        "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"" + TEXT + "\"}");
    var response =
        RawHttp.send(
            node.port(),
            HttpMethod.GET,
            "/api/v1/messages/" + UUID.randomUUID(),
            Map.of("Authorization", "Bearer " + asha.token()),
            null);
    assertThat(response.status()).isEqualTo(500);
    Problems.mustTellNothingInside(response.json());
    return response.json().getString("requestId");
  }
}
