package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.http.Entrance;
import io.gumzo.http.HttpVerticle;
import io.gumzo.http.RouteTable;
import io.gumzo.json.References;
import io.gumzo.json.SchemaErrors;
import io.gumzo.json.Yaml;
import io.gumzo.problem.ProblemType;
import io.gumzo.sockets.FrameTable;
import io.gumzo.sockets.Receivers;
import io.gumzo.sockets.Sockets;
import io.gumzo.testing.ApiContract;
import io.gumzo.testing.RawHttp;
import io.gumzo.tokens.AccessTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts hold in themselves, and nothing starts that differs from them. */
@ExtendWith(Edge.class)
class ContractTest {
  private static final Set<String> COMMANDS = Set.of("post-message", "mark-read", "read-events");

  @TempDir Path folder;

  @Test
  void nothing_starts_when_an_operation_has_no_route_or_a_route_no_operation() {
    var ids = Operation.all().map(Operation::id).collect(Collectors.toSet());
    deploy(ids);
    var without = ids.stream().filter(id -> !id.equals("getMe")).collect(Collectors.toSet());
    assertThatThrownBy(() -> deploy(without)).hasMessageContaining("without a route [getMe]");
    without.add("getMee");
    assertThatThrownBy(() -> deploy(without))
        .hasMessageContaining("without a route [getMe]")
        .hasMessageContaining("not in the contract [getMee]");
  }

  @Test
  void nothing_starts_when_a_command_has_no_handler_or_a_handler_no_command() {
    serve(COMMANDS);
    assertThatThrownBy(() -> serve(Set.of("post-message", "mark-read")))
        .hasMessageContaining("contract and frames differ");
    assertThatThrownBy(() -> serve(Set.of("post-message", "mark-read", "read-events", "dance")))
        .hasMessageContaining("dance");
  }

  @ParameterizedTest
  @MethodSource("io.gumzo.edge.Operation#all")
  void an_operations_examples_keep_its_schemas(Operation operation) {
    var contents =
        Stream.concat(
            Stream.of(operation.model().getJsonObject("requestBody", new JsonObject())),
            operation.model().getJsonObject("responses").stream()
                .map(response -> (JsonObject) response.getValue()));
    contents
        .flatMap(part -> part.getJsonObject("content", new JsonObject()).stream())
        .map(content -> (JsonObject) content.getValue())
        .filter(content -> !"binary".equals(content.getJsonObject("schema").getString("format")))
        .forEach(
            content -> {
              assertThat(content.containsKey("example")).as("%s", content).isTrue();
              var errors =
                  ApiContract.schema(content.getJsonObject("schema"))
                      .of(content.getValue("example"));
              assertThat(errors).as("%s", content.getValue("example")).isEmpty();
            });
  }

  @Test
  void the_frames_examples_keep_their_schemas() {
    var contract = Yaml.resource("asyncapi.yaml");
    var messages =
        References.resolve(
            contract, contract.getJsonObject("components").getJsonObject("messages"));
    assertThat(messages.size()).isGreaterThanOrEqualTo(17);
    for (var message : messages) {
      var definition = (JsonObject) message.getValue();
      var examples = definition.getJsonArray("examples", new JsonArray());
      assertThat(examples).as(message.getKey()).isNotEmpty();
      for (Object example : examples) {
        assertThat(
                new SchemaErrors(definition.getJsonObject("payload"))
                    .of(((JsonObject) example).getJsonObject("payload")))
            .as(message.getKey())
            .isEmpty();
      }
    }
  }

  @Test
  void every_event_and_frame_of_the_server_is_of_a_channel() {
    var contract = Yaml.resource("asyncapi.yaml");
    var defined = contract.getJsonObject("components").getJsonObject("messages").fieldNames();
    var used =
        contract.getJsonObject("operations").stream()
            .flatMap(each -> ((JsonObject) each.getValue()).getJsonArray("messages").stream())
            .map(reference -> ((JsonObject) reference).getString("$ref"))
            .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
            .collect(Collectors.toSet());
    assertThat(used).isEqualTo(defined);
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void every_problem_has_its_page(ProblemType type) {
    var page = RawHttp.get(Edge.port(), type.uri());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body().toString()).contains(type.title(), type.advice(), type.uri());
  }

  @Test
  void every_problem_of_the_contracts_is_in_the_catalogue() {
    var known = Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList();
    for (String contract : List.of("openapi.yaml", "asyncapi.yaml")) {
      var named =
          java.util.regex.Pattern.compile("/problems/[a-z-]+")
              .matcher(Yaml.resource(contract).encode())
              .results()
              .map(java.util.regex.MatchResult::group)
              .toList();
      assertThat(named).isNotEmpty();
      assertThat(known).containsAll(named);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/openapi.yaml, application/yaml, operationId: postMessage",
    "/asyncapi.yaml, application/yaml, asyncapi: 3.0.0",
    "/docs, text/html, swagger-ui",
    "/docs/docs.js, text/javascript, openapi.yaml",
    "/docs/problems.css, text/css, main"
  })
  void the_contracts_and_their_pages_are_served(String uri, String type, String holding) {
    var response = RawHttp.get(Edge.port(), uri);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).startsWith(type);
    assertThat(response.body().toString()).contains(holding);
  }

  @Test
  void everything_that_the_page_of_the_contract_loads_is_there() {
    var page = RawHttp.get(Edge.port(), "/docs").body().toString();
    var loaded =
        java.util.regex.Pattern.compile("(?:src|href)=\"(/[^\"]+)\"")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(loaded).hasSizeGreaterThan(2);
    assertThat(loaded)
        .allSatisfy(
            uri -> assertThat(RawHttp.get(Edge.port(), uri).status()).as(uri).isEqualTo(200));
  }

  @Test
  void the_published_keys_verify_a_token_and_hold_nothing_private() {
    var response = RawHttp.get(Edge.port(), "/.well-known/jwks.json");
    var keys = response.json().getJsonArray("keys");
    var options = new JWTAuthOptions();
    keys.forEach(key -> options.addJwk((JsonObject) key));
    var vertx = Vertx.vertx();
    try {
      var user =
          get(
              JWTAuth.create(vertx, options)
                  .authenticate(new TokenCredentials(Edge.asha().token())));
      assertThat(user.subject()).isEqualTo(Edge.asha().id().toString());
      assertThat(keys.encode()).doesNotContain("\"d\"");
    } finally {
      get(vertx.close());
    }
  }

  private void deploy(Set<String> operations) {
    var config = GumzoConfig.defaults(Map.of("http.port", "0", "data.folder", folder.toString()));
    var vertx = Vertx.vertx();
    var tokens = AccessTokens.open(vertx, config.tokens(), folder);
    var http =
        new HttpVerticle(
            config.http(),
            tokens,
            List.of(table -> bind(table, operations)),
            List.of(),
            new HttpServerOptions(),
            Entrance.of(config.http(), new SimpleMeterRegistry()));
    try {
      get(vertx.deployVerticle(http));
    } finally {
      get(vertx.close());
    }
  }

  private static void bind(RouteTable table, Set<String> operations) {
    operations.forEach(id -> table.on(id, call -> Future.succeededFuture()));
  }

  private void serve(Set<String> types) {
    var vertx = Vertx.vertx();
    try {
      var config = GumzoConfig.defaults(Map.of("data.folder", folder.toString()));
      var bus = Bus.of(vertx);
      assertThat(
              new Sockets(
                      bus,
                      AccessTokens.open(vertx, config.tokens(), folder),
                      config.sockets(),
                      List.of((FrameTable table) -> types.forEach(type -> bind(table, type))),
                      new Receivers(bus),
                      new SimpleMeterRegistry())
                  .isDraining())
          .isFalse();
    } finally {
      get(vertx.close());
    }
  }

  private static void bind(FrameTable table, String type) {
    table.on(type, frame -> Future.succeededFuture());
  }
}
