package io.gumzo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Futures;
import io.gumzo.testing.RawHttp.Response;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each operation's list of statuses is complete: those that any operation may give are provoked
 * here. {@code Operation.ask} and {@code Api} check every other answer of every test.
 */
@ExtendWith({Edge.class, NothingWritten.class})
class StatusTest {
  @Test
  void what_any_operation_may_answer_is_listed() {
    assertThat(Operation.all())
        .allSatisfy(
            operation -> {
              var common =
                  new ArrayList<>(List.of("400", "413", "414", "417", "431", "503", "default"));
              if (operation.secured()) {
                common.add("401");
              }
              if (operation.hasBody()) {
                common.add("415");
              }
              assertThat(operation.statuses()).as(operation.id()).containsAll(common);
            });
  }

  @Test
  void what_is_too_long_or_too_large_is_told_with_its_status() {
    String tooLong = "x".repeat(20_000);
    var tooLarge = Buffer.buffer("x".repeat(Edge.MAX_BODY_BYTES + 1));
    var many = new Many();
    Operation.all()
        .forEach(
            operation ->
                many.add(
                        operation + ": a body",
                        ask(operation, Map.of("Content-Type", "application/json"), tooLarge),
                        response -> Problems.mustBe(response, ProblemType.PAYLOAD_TOO_LARGE))
                    .add(
                        operation + ": an address",
                        operation.askGood(null, Map.of("surprise", tooLong)),
                        response -> Problems.mustBe(response, ProblemType.ADDRESS_TOO_LONG))
                    .add(
                        operation + ": a header",
                        ask(operation, Map.of("X-Surprise", tooLong), null),
                        response -> Problems.mustBe(response, ProblemType.HEADERS_TOO_LARGE)));
    many.check();
  }

  @Test
  void no_operation_looks_at_what_the_client_accepts() {
    var many = new Many();
    Operation.all()
        .forEach(
            operation -> {
              int usual = Futures.get(ask(operation, Map.of(), null)).status();
              for (String accept : List.of("text/html", "application/json;q=0", "nonsense")) {
                many.add(
                    operation + ": " + accept,
                    ask(operation, Map.of("Accept", accept), null),
                    response -> assertThat(response.status()).isEqualTo(usual));
              }
            });
    many.check();
  }

  /** Of nobody. */
  private static Future<Response> ask(
      Operation operation, Map<String, String> headers, Buffer body) {
    return operation.ask(Map.of(), null, headers, body);
  }
}
