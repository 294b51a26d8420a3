package io.gumzo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Device;
import io.gumzo.testing.NodeProcess;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Screen;
import io.gumzo.testing.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Conversations of two, the sides of each connected to different nodes, both posting over their
 * sockets while something breaks.
 */
final class Trial implements AutoCloseable {
  static final Duration HEALED = Duration.ofSeconds(15);
  private static final Duration CAUGHT_UP = Duration.ofMinutes(5);

  /** Of the 256 MiB that a node process may have; what is here for good is about 40. */
  private static final double MOST_HEAP_BYTES = 128 << 20;

  private final Scale scale;
  private final TestCluster cluster;
  private final Checker checker;
  private final List<Device> devices = new ArrayList<>();
  private final Set<RunningNode> hanging = ConcurrentHashMap.newKeySet();
  private Load load;

  private Trial(Scale scale, Map<String, String> settings) {
    this.scale = scale;
    var all = new HashMap<>(scale.settings());
    all.putAll(settings);
    this.cluster = new TestCluster(all);
    this.checker = new Checker(cluster.postgresUrl());
  }

  static Trial of(Scale scale) {
    return of(scale, Map.of());
  }

  /**
   * @param settings of all nodes
   */
  static Trial of(Scale scale, Map<String, String> settings) {
    return new Trial(scale, settings);
  }

  TestCluster cluster() {
    return cluster;
  }

  Checker checker() {
    return checker;
  }

  /** The clients of both sides of every conversation, first one side, then the other. */
  List<Device> devices() {
    return List.copyOf(devices);
  }

  /** Everybody is connected and messages flow when this returns. */
  void begin(List<? extends RunningNode> nodes) {
    var senders =
        IntStream.range(0, scale.conversations())
            .parallel()
            .mapToObj(number -> meet(nodes, number))
            .flatMap(List::stream)
            .toList();
    senders.forEach(sender -> devices.add(sender.device()));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> devices.stream().allMatch(Device::connected));
    load = new Load(senders, scale.messagesPerSecond());
    load.start();
  }

  /** A client that goes first to that node, and anywhere when it is cut off. */
  Device client(Person person, RunningNode home, Screen screen) {
    var device = new Device(person, firstThenAny(home), screen);
    devices.add(device);
    return device.connect();
  }

  /** As a machine that hangs; a load balancer has seen it and sends nobody there any more. */
  void hang(NodeProcess node) {
    hanging.add(node);
    node.pause();
  }

  void hangNoMore(NodeProcess node) {
    node.resume();
    hanging.remove(node);
  }

  /** Lets a fault last, whatever comes of the load. */
  static void during(Duration fault) {
    await().pollDelay(fault).atMost(fault.plusSeconds(10)).until(() -> true);
  }

  /** Goes on until so much was acknowledged. */
  void carryOn(Duration worth) {
    load.awaitMore(worth);
  }

  /** From now on live delivery must heal, and everything must turn out to be whole. */
  void mustHeal() throws InterruptedException {
    mustHealFrom(Instant.now());
  }

  /** From then on live delivery must heal, and everything must turn out to be whole. */
  void mustHealFrom(Instant faultEnded) throws InterruptedException {
    load.awaitMore(scale.after());
    load.finish();
    checker.mustBeWhole(CAUGHT_UP);
    var healed = checker.healedAfter(faultEnded);
    System.out.printf(
        "%d messages acknowledged; live again %d ms after the fault%n",
        load.acknowledged(), healed.toMillis());
    assertThat(healed).isLessThanOrEqualTo(HEALED);
    memoryMustBeBounded();
  }

  @Override
  public void close() {
    if (load != null) {
      load.close();
    }
    devices.forEach(Device::close);
    cluster.close();
  }

  private void memoryMustBeBounded() {
    for (RunningNode node : cluster.live()) {
      if (node instanceof NodeProcess process) {
        double heap = process.heapInUse();
        System.out.printf("heap in use: %.0f MiB%n", heap / (1 << 20));
        assertThat(heap).as("heap in use").isLessThan(MOST_HEAP_BYTES);
      }
    }
  }

  private List<Sender> meet(List<? extends RunningNode> nodes, int number) {
    var one = nodes.get(number % nodes.size());
    var other = nodes.get((number + 1) % nodes.size());
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    UUID conversation = asha.conversationWith(one.api(), juma);
    return List.of(sender(conversation, asha, one), sender(conversation, juma, other));
  }

  private Sender sender(UUID conversation, Person person, RunningNode home) {
    var screen = checker.screen(List.of(conversation));
    var device = new Device(person, firstThenAny(home), screen).connect();
    return new Sender(conversation, person.id(), device, checker);
  }

  private Supplier<List<RunningNode>> firstThenAny(RunningNode home) {
    var asked = new AtomicBoolean();
    return () -> asked.getAndSet(true) ? reachable() : List.of(home);
  }

  private List<RunningNode> reachable() {
    return cluster.live().stream().filter(node -> !hanging.contains(node)).toList();
  }
}
