package io.gumzo.sessions;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.Futures.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.accounts.Me;
import io.gumzo.accounts.TestAccounts;
import io.gumzo.problem.ProblemType;
import io.gumzo.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Refresh tokens on two nodes, in whatever order they come, go astray and are stolen. */
class RefreshTest {
  private static final String PASSWORD = "mvua-kubwa-jana";
  private static final int HOLDERS = 3;
  private static List<TestAccounts> nodes;
  private static Me asha;

  enum What {
    REFRESH,
    LOSE_ANSWER,
    REFRESH_TWICE_AT_ONCE,
    COPY_FROM_NEXT,
    USE_ACCESS_TOKEN,
    LET_A_MINUTE_PASS
  }

  /**
   * @param who one of those that hold a token: tabs of one browser, or a thief
   */
  record Step(What what, int who, int node) {}

  /** What the rules say, to be compared with what the nodes do. */
  private static final class Model {
    final List<String> tokens = new ArrayList<>();
    final UUID signIn;
    boolean used;
    boolean late;
    boolean alive = true;

    Model(Session first) {
      tokens.add(first.refreshToken());
      signIn = parsed(first).signIn();
    }

    /** Whether it is answered; whatever is not answered ends the sign-in. */
    boolean accepts(Session held) {
      int behind = tokens.size() - 1 - tokens.indexOf(held.refreshToken());
      return alive && (behind == 0 || behind == 1 && !used && !late);
    }

    void answered(Session held, Session next) {
      if (held.refreshToken().equals(tokens.getLast())) {
        assertThat(tokens).doesNotContain(next.refreshToken());
        tokens.add(next.refreshToken());
        used = false;
        late = false;
      }
      assertThat(next.refreshToken()).isEqualTo(tokens.getLast());
    }
  }

  @BeforeContainer
  static void start() {
    var first = new TestAccounts();
    nodes = List.of(first, first.twin());
    asha = first.signUp(TestAccounts.freshName());
  }

  @AfterContainer
  static void stop() {
    nodes.reversed().forEach(TestAccounts::close);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(5, What.REFRESH),
            net.jqwik.api.Tuple.of(4, What.LOSE_ANSWER),
            net.jqwik.api.Tuple.of(2, What.REFRESH_TWICE_AT_ONCE),
            net.jqwik.api.Tuple.of(4, What.COPY_FROM_NEXT),
            net.jqwik.api.Tuple.of(2, What.USE_ACCESS_TOKEN),
            net.jqwik.api.Tuple.of(1, What.LET_A_MINUTE_PASS));
    return Combinators.combine(
            what,
            Arbitraries.integers().between(0, HOLDERS - 1),
            Arbitraries.integers().between(0, 1))
        .as(Step::new)
        .list()
        .ofMinSize(4)
        .ofMaxSize(24);
  }

  @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
  void the_nodes_keep_the_rules(@ForAll("steps") List<Step> steps) {
    Session first = signIn();
    var model = new Model(first);
    var held = new ArrayList<>(List.of(first, first, first));
    for (Step step : steps) {
      take(step, model, held);
    }
    long ends = ended(model.signIn);
    assertThat(ends).isEqualTo(model.alive ? 0 : 1);
  }

  private static void take(Step step, Model model, List<Session> held) {
    Session mine = held.get(step.who());
    switch (step.what()) {
      case REFRESH -> refresh(mine, model, step.node()).forEach(next -> held.set(step.who(), next));
      case LOSE_ANSWER -> refresh(mine, model, step.node());
      case REFRESH_TWICE_AT_ONCE ->
          refresh(mine, model, 0, 1, 1, 0).forEach(next -> held.set(step.who(), next));
      case COPY_FROM_NEXT -> held.set(step.who(), held.get((step.who() + 1) % HOLDERS));
      case USE_ACCESS_TOKEN -> use(mine, model, step.node());
      case LET_A_MINUTE_PASS -> {
        TestServers.execute(
            nodes.getFirst().postgresUrl,
            "UPDATE sign_ins SET rotated_at = rotated_at - interval '61 seconds' WHERE id = '%s'"
                .formatted(model.signIn));
        model.late = true;
      }
    }
  }

  /** Asked at these nodes at once: all are answered, or none is. */
  private static List<Session> refresh(Session held, Model model, int... at) {
    List<Future<Session>> answers =
        IntStream.of(at).mapToObj(node -> tryRefresh(nodes.get(node), held)).toList();
    get(Future.join(answers).otherwiseEmpty());
    if (!model.accepts(held)) {
      model.alive = false;
      assertThat(answers).allSatisfy(RefreshTest::hasEnded);
      return List.of();
    }
    answers.forEach(answer -> model.answered(held, get(answer)));
    return List.of(answers.getLast().result());
  }

  private static void use(Session held, Model model, int node) {
    if (!model.alive) {
      return;
    }
    get(nodes.get(node).tokens.verify(held.accessToken()));
    if (model.tokens.size() > 1 && held.refreshToken().equals(model.tokens.getLast())) {
      awaitUseNoted(model.signIn);
      model.used = true;
    }
  }

  @Example
  void a_token_that_comes_after_its_successor_was_used_ends_the_sign_in_and_tells_it() {
    Session first = signIn();
    Session second = get(tryRefresh(nodes.get(0), first));
    get(nodes.get(1).tokens.verify(second.accessToken()));
    awaitUseNoted(parsed(first).signIn());

    hasEnded(tryRefresh(nodes.get(0), first));

    hasEnded(tryRefresh(nodes.get(1), second));
    assertThat(problem(nodes.get(0).tokens.verify(second.accessToken())).type())
        .isEqualTo(ProblemType.SESSION_ENDED);
    assertThat(nodes.get(0).told.stream().map(event -> event.json().toString()))
        .anyMatch(event -> event.contains(parsed(first).signIn().toString()));
  }

  @Example
  void an_answer_is_repeated_after_the_keys_were_changed() throws Exception {
    Path old = nodes.getFirst().keysFile();
    Path none = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "keys");
    try (var withNewKey = nodes.getFirst().another(Map.of())) {
      var keys = keysOf(withNewKey.keysFile());
      var both =
          Files.writeString(
              none.resolve("both.json"),
              keys.copy().mergeIn(joined(keys, keysOf(old))).encodePrettily());
      try (var rotated = nodes.getFirst().another(Map.of("tokens.keysFile", both.toString()))) {
        Session first = signIn();
        Session second = get(tryRefresh(nodes.getFirst(), first));

        assertThat(get(tryRefresh(rotated, first)).refreshToken()).isEqualTo(second.refreshToken());

        Session anew = get(tryRefresh(withNewKey, first));
        assertThat(anew.refreshToken()).isNotEqualTo(second.refreshToken());
        hasEnded(tryRefresh(rotated, second));
        get(tryRefresh(rotated, anew));
      }
    }
  }

  private static JsonObject keysOf(Path file) throws Exception {
    return new JsonObject(Files.readString(file));
  }

  private static JsonObject joined(JsonObject first, JsonObject then) {
    var keys = first.getJsonArray("keys").copy();
    keys.addAll(then.getJsonArray("keys"));
    return new JsonObject().put("keys", keys);
  }

  private static Session signIn() {
    return nodes
        .getFirst()
        .ask(SignIn.COMMAND, new SignIn(asha.username(), PASSWORD, null, "198.51.100.7", "test"));
  }

  private static Future<Session> tryRefresh(TestAccounts node, Session held) {
    return node.bus.ask(
        RefreshSession.COMMAND,
        new RefreshSession(held.refreshToken(), null, "198.51.100.7", "test"));
  }

  private static void hasEnded(Future<Session> refused) {
    assertThat(problem(refused).type()).isEqualTo(ProblemType.SESSION_ENDED);
  }

  private static void awaitUseNoted(UUID signIn) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> count("id = '%s' AND successor_used", signIn) == 1);
  }

  private static long ended(UUID signIn) {
    return count("id = '%s' AND revoked_at IS NOT NULL", signIn);
  }

  private static long count(String condition, UUID signIn) {
    return TestServers.count(
        nodes.getFirst().postgresUrl, "sign_ins WHERE " + condition.formatted(signIn));
  }

  private static RefreshToken parsed(Session session) {
    return RefreshToken.parse(session.refreshToken()).orElseThrow();
  }
}
