package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Breaches;
import io.gumzo.testing.Device;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Stored;
import io.gumzo.testing.TestCluster;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever is posted while devices come and go on whichever node: in the end each displays every
 * stream exactly. Steps are not awaited, so they overlap as they please.
 */
class ResumePropertyTest {
  private static final int DEVICES = 4;

  private static TestCluster cluster;
  private static List<RunningNode> nodes;

  enum What {
    POST_OVER_HTTP,
    POST_OVER_SOCKET,
    MARK_READ,
    DISCONNECT,
    CONNECT
  }

  /**
   * @param who a device; those with even numbers are Asha's
   * @param node where an operation over HTTP is asked
   */
  record Step(What what, int who, int node) {}

  @BeforeContainer
  static void start() {
    cluster = new TestCluster();
    nodes = List.of(cluster.local(), cluster.local());
  }

  @AfterContainer
  static void stop() {
    cluster.close();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(4, What.POST_OVER_HTTP),
            net.jqwik.api.Tuple.of(4, What.POST_OVER_SOCKET),
            net.jqwik.api.Tuple.of(1, What.MARK_READ),
            net.jqwik.api.Tuple.of(2, What.DISCONNECT),
            net.jqwik.api.Tuple.of(3, What.CONNECT));
    return Combinators.combine(
            what,
            Arbitraries.integers().between(0, DEVICES - 1),
            Arbitraries.integers().between(0, 1))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(120);
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void every_device_ends_with_the_exact_streams(@ForAll("steps") List<Step> steps) {
    var asha = Person.signUp(nodes.get(0).api());
    var juma = Person.signUp(nodes.get(1).api());
    UUID conversation = asha.conversationWith(nodes.get(0).api(), juma);
    var devices = new ArrayList<Device>();
    for (int number = 0; number < DEVICES; number++) {
      devices.add(new Device(number % 2 == 0 ? asha : juma, () -> nodes));
    }
    try {
      var posts = new ArrayList<Future<?>>();
      for (var step : steps) {
        var device = devices.get(step.who());
        var person = step.who() % 2 == 0 ? asha : juma;
        var api = nodes.get(step.node()).api();
        switch (step.what()) {
          case POST_OVER_HTTP ->
              posts.add(
                  api.postMessage(person.token(), conversation, UUID.randomUUID(), "habari")
                      .map(answer -> answer.want(201)));
          case POST_OVER_SOCKET ->
              posts.add(device.post(conversation, UUID.randomUUID(), "habari"));
          case MARK_READ -> posts.add(markRead(device, person, conversation, step));
          case DISCONNECT -> device.disconnect();
          case CONNECT -> device.connect();
        }
      }
      devices.forEach(Device::connect);
      posts.forEach(post -> get(post));

      for (var device : devices) {
        mustDisplay(device, conversation);
      }
      mustDisplay(devices.get(0), asha.id());
      mustDisplay(devices.get(2), asha.id());
      mustDisplay(devices.get(1), juma.id());
      mustDisplay(devices.get(3), juma.id());
      Breaches.mustBeNone();
    } finally {
      devices.forEach(Device::close);
    }
  }

  private static Future<Answer> markRead(
      Device device, Person person, UUID conversation, Step step) {
    return nodes
        .get(step.node())
        .api()
        .markRead(person.token(), conversation, device.displayed(conversation).size())
        .map(answer -> answer.want(200));
  }

  private static void mustDisplay(Device device, UUID stream) {
    var stored = Stored.stream(cluster.postgresUrl(), stream);
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> device.displayed(stream).size() >= stored.size());
    assertThat(device.displayed(stream).stream().map(Stored.Entry::of)).isEqualTo(stored);
  }
}
