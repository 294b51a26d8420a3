package io.gumzo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Futures;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.RawHttp.Response;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No request, however large and whatever its shape, makes others wait. */
@ExtendWith({Edge.class, NothingWritten.class})
class StallTest {
  /** A request takes some milliseconds; stalled event loops answered after many seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Headers whose values are lists or have a grammar. */
  private static final List<String> PARSED =
      List.of(
          "Accept",
          "Accept-Language",
          "Authorization",
          "Content-Type",
          "Cookie",
          "Forwarded",
          "If-Modified-Since",
          "Origin",
          "Range",
          "Sec-WebSocket-Protocol",
          "User-Agent",
          "X-Forwarded-For");

  /** What runs for the first time takes longer. */
  @BeforeAll
  static void warmUp() {
    Operation.withBody()
        .limit(3)
        .flatMap(operation -> LargeBody.of(operation).stream().map(body -> ask(operation, body)))
        .forEach(Futures::get);
  }

  private static Future<Response> ask(Operation operation, LargeBody body) {
    return operation.ask(
        Map.of(),
        operation.asker().token(),
        Map.of("Content-Type", body.contentType()),
        body.bytes());
  }

  @ParameterizedTest
  @MethodSource("io.gumzo.edge.Operation#withBody")
  void the_largest_bodies_delay_nobody(Operation operation) {
    List<Future<Response>> attack =
        LargeBody.of(operation).stream().map(body -> ask(operation, body)).toList();
    othersAreAnsweredDuring(attack);
    assertThat(attack).extracting(each -> Futures.get(each).status()).allMatch(each -> each < 500);
  }

  @Test
  void the_largest_headers_delay_nobody() {
    List<Future<Response>> attack = new ArrayList<>();
    for (String name : PARSED) {
      for (String piece :
          List.of(" ", ",", "a,", "a;", "a=", "a/b;q=0.1,", "9.", "Bearer ", "en-")) {
        for (String uri : List.of("/api/v1/me", "/", "/api/v1/socket", "/app/main.js")) {
          var headers =
              MultiMap.caseInsensitiveMultiMap()
                  .add(name, "a" + piece.repeat(7_000 / piece.length()) + "a");
          if (uri.endsWith("socket")) {
            headers
                .add("Upgrade", "websocket")
                .add("Connection", "upgrade")
                .add("Sec-WebSocket-Version", "13")
                .add("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==");
          }
          attack.add(RawHttp.ask(Edge.port(), HttpMethod.GET, uri, headers, null));
        }
      }
    }
    othersAreAnsweredDuring(attack);
  }

  @Test
  void the_longest_addresses_delay_nobody() {
    List<Future<Response>> attack = new ArrayList<>();
    for (String piece :
        List.of("/", "../", "./", "%2e%2e/", "a/", "%20", "a=b&", "a", "-", "%00")) {
      for (String uri :
          List.of(
              "/",
              "/api/v1/accounts/",
              "/api/v1/accounts?query=",
              "/api/v1/accounts?cursor=",
              "/?")) {
        attack.add(
            RawHttp.ask(
                Edge.port(),
                HttpMethod.GET,
                uri + piece.repeat(3_900 / piece.length()),
                Map.of("Authorization", "Bearer " + Edge.asha().token()),
                null));
      }
    }
    othersAreAnsweredDuring(attack);
  }

  /** Asks again and again, on connections of all event loops, while the attack is answered. */
  private static void othersAreAnsweredDuring(List<Future<Response>> attack) {
    Future<?> over = Future.join(attack).otherwiseEmpty();
    Duration longest = Duration.ZERO;
    do {
      long began = System.nanoTime();
      var me =
          RawHttp.ask(
              Edge.port(),
              HttpMethod.GET,
              "/api/v1/me",
              Map.of("Authorization", "Bearer " + Edge.juma().token(), "Connection", "close"),
              null);
      assertThat(Futures.get(me).status()).isEqualTo(200);
      var took = Duration.ofNanos(System.nanoTime() - began);
      longest = took.compareTo(longest) > 0 ? took : longest;
    } while (!over.isComplete());
    assertThat(longest).isLessThan(PATIENCE);
  }
}
