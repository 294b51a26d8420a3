package io.gumzo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.RawHttp;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for what is not there, or not there in that way. */
@ExtendWith({Edge.class, NothingWritten.class})
class WrongAddressTest {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW");

  @ParameterizedTest
  @MethodSource("paths")
  void another_method_is_not_allowed_and_those_that_are_are_told(
      String path, Set<String> promised) {
    String uri = any(path).uri(Map.of());
    var many = new Many();
    for (String method : METHODS) {
      if (!promised.contains(method)) {
        many.add(
            method,
            RawHttp.ask(
                Edge.port(),
                HttpMethod.valueOf(method),
                uri,
                Map.of("Authorization", "Bearer " + Edge.asha().token()),
                null),
            response -> {
              Problems.mustBe(response, ProblemType.METHOD_NOT_ALLOWED);
              assertThat(response.header("Allow")).as("Allow").isNotNull();
              assertThat(Set.of(response.header("Allow").split(", ", -1))).isEqualTo(promised);
            });
      }
    }
    many.check();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/v1",
        "/api/v1/",
        "/api/v1/nothing",
        "/api/v1/accounts/01980000-0000-7000-8000-000000000001/nothing",
        "/api/v2/me",
        "/api/v1/me.json",
        "/problems/nothing",
        "/problems/",
        "/ws/userchat/",
        "/nothing.js",
        "/vendor/nothing/1.0.0/index.js",
        "/openapi.json",
        "/.well-known/nothing"
      })
  void what_is_not_there_is_not_found(String uri) {
    Problems.mustBe(RawHttp.get(Edge.port(), uri), ProblemType.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/%", "/%zz", "/api/v1/accounts/%zz", "/api/v1/accounts?query=%zz", "/a%"})
  void an_address_that_cannot_be_read_is_not_valid(String uri) {
    var response =
        RawHttp.send(
            Edge.port(),
            HttpMethod.GET,
            uri,
            Map.of("Authorization", "Bearer " + Edge.asha().token()),
            null);
    Problems.mustBe(response, ProblemType.INVALID_REQUEST);
  }

  @Test
  void pages_and_files_are_only_read() {
    var many = new Many();
    for (String uri :
        List.of("/", "/app/main.js", "/docs", "/openapi.yaml", "/problems/internal")) {
      many.add(
          uri,
          RawHttp.ask(Edge.port(), HttpMethod.POST, uri, Map.of(), null),
          response -> Problems.mustBe(response, ProblemType.METHOD_NOT_ALLOWED));
    }
    many.check();
  }

  @Test
  void an_address_or_headers_without_end_are_refused_as_a_problem() {
    var many = new Many();
    many.add(
        "address",
        RawHttp.ask(Edge.port(), HttpMethod.GET, "/" + "x".repeat(20_000), Map.of(), null),
        response -> Problems.mustBe(response, ProblemType.ADDRESS_TOO_LONG));
    many.add(
        "headers",
        RawHttp.ask(Edge.port(), HttpMethod.GET, "/", Map.of("X-Large", "x".repeat(100_000)), null),
        response -> Problems.mustBe(response, ProblemType.HEADERS_TOO_LARGE));
    many.check();
  }

  static Stream<Arguments> paths() {
    Map<String, Set<String>> methods = new TreeMap<>();
    Operation.all()
        .forEach(
            operation ->
                methods
                    .computeIfAbsent(operation.path(), path -> new TreeSet<>())
                    .add(operation.method().name()));
    return methods.entrySet().stream().map(path -> Arguments.of(path.getKey(), path.getValue()));
  }

  private static Operation any(String path) {
    return Operation.all().filter(each -> each.path().equals(path)).findFirst().orElseThrow();
  }
}
