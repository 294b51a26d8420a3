package io.gumzo.edge;

import static org.junit.jupiter.api.Assertions.assertAll;

import io.gumzo.testing.Futures;
import io.gumzo.testing.RawHttp.Response;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Many requests at once, each with what must hold of its answer; every failure is told. */
final class Many {
  private record Asked(Future<Response> answer, Consumer<Response> check) {}

  private final Map<String, Asked> asked = new LinkedHashMap<>();

  /**
   * @param what for people, when the check fails
   */
  Many add(String what, Future<Response> answer, Consumer<Response> check) {
    if (asked.put(what, new Asked(answer, check)) != null) {
      throw new IllegalArgumentException("twice: " + what);
    }
    return this;
  }

  void check() {
    assertAll(
        asked.entrySet().stream()
            .map(
                each ->
                    () -> {
                      try {
                        each.getValue().check().accept(Futures.get(each.getValue().answer()));
                      } catch (AssertionError | RuntimeException failure) {
                        throw new AssertionError(each.getKey() + ": " + failure.getMessage());
                      }
                    }));
  }
}
