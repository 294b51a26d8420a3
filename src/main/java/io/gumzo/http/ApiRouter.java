package io.gumzo.http;

import io.gumzo.json.Json;
import io.gumzo.json.References;
import io.gumzo.json.SchemaErrors;
import io.gumzo.json.Yaml;
import io.gumzo.problem.Problem;
import io.gumzo.tokens.AccessTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.Operation;
import io.vertx.ext.web.openapi.RouterBuilder;
import io.vertx.ext.web.openapi.RouterBuilderOptions;
import io.vertx.ext.web.validation.BadRequestException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Builds the router of {@code /api/v1} from {@code openapi.yaml} and the capabilities' routes. */
final class ApiRouter {
  private static final String CONTRACT = "openapi.yaml";
  private static final String JSON = "application/json";
  private static final String FOR_EVER = "public, immutable, max-age=31536000";
  private static final JsonPointer BODY_SCHEMA =
      JsonPointer.from("/requestBody/content/application~1json/schema");

  private final RouteTable table;
  private final BearerHandler bearer;
  private final Bodies bodies;
  private final QuickRoutes quick;
  private final QueryRules queries = new QueryRules();
  private final JsonObject contract = Yaml.resource(CONTRACT);

  ApiRouter(RouteTable table, AccessTokens tokens, int maxBodyBytes) {
    this.table = table;
    this.bearer = new BearerHandler(tokens);
    this.bodies = new Bodies(contract, tokens, maxBodyBytes);
    this.quick = new QuickRoutes(bearer);
  }

  /**
   * On the path that the contract's server has. Fails when the contract and the routes differ,
   * naming the operations.
   */
  Future<Void> mount(Vertx vertx, Router router) {
    return RouterBuilder.create(vertx, CONTRACT)
        .map(this::build)
        .map(
            thorough -> {
              router.route(base() + "/*").handler(bodies).handler(quick);
              router
                  .route(base() + "/*")
                  .handler(ApiRouter::answerWhateverIsAccepted)
                  .handler(queries)
                  .handler(new BodyNumbers());
              router.route(base() + "/*").subRouter(thorough);
              return null;
            });
  }

  /** There is one form of each answer; the contract's router would call it another method. */
  private static void answerWhateverIsAccepted(RoutingContext context) {
    context.request().headers().remove(HttpHeaders.ACCEPT);
    context.next();
  }

  private String base() {
    return contract.getJsonArray("servers").getJsonObject(0).getString("url");
  }

  private Router build(RouterBuilder builder) {
    compare(builder);
    builder
        .setOptions(
            new RouterBuilderOptions()
                .setMountNotImplementedHandler(false)
                .setRequireSecurityHandlers(true))
        .rootHandler(RoutingContext::next) // the body was read already
        .securityHandler("bearer", bearer);
    builder.operations().forEach(this::bind);
    Router router = builder.createRouter();
    router.route().handler(new OtherMethods(contract));
    return router;
  }

  private void compare(RouterBuilder builder) {
    Set<String> promised =
        builder.operations().stream().map(Operation::getOperationId).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(promised);
    missing.removeAll(table.entries().keySet());
    Set<String> unknown = new TreeSet<>(table.entries().keySet());
    unknown.removeAll(promised);
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new IllegalStateException(
          "contract and routes differ: without a route %s, not in the contract %s"
              .formatted(missing, unknown));
    }
  }

  private void bind(Operation operation) {
    JsonObject model = model(operation);
    RouteTable.Entry entry = entry(operation.getOperationId(), model);
    QuickOperation.of(base() + operation.getOpenAPIPath(), model, isSecured(model), entry)
        .ifPresent(known -> quick.add(operation.getHttpMethod(), known));
    queries.add(operation.getHttpMethod(), base() + operation.getOpenAPIPath(), model);
    Set<String> mediaTypes = mediaTypes(model);
    var errors = new ContractErrors(parameters(model), body(model), mediaTypes, entry.rules());
    if (!mediaTypes.isEmpty() && !mediaTypes.contains(JSON)) {
      operation.handler(context -> checkMediaType(context, mediaTypes));
    }
    operation
        .handler(QueryRules::refuseBroken)
        .handler(context -> serve(context, entry, Validated.call(context)))
        .failureHandler(
            context -> {
              RequestMetrics.is(context, entry.operationId());
              if (context.failure() instanceof BadRequestException broken) {
                errors
                    .problem(context, broken)
                    .otherwise(Problem::from)
                    .map(QueryRules.completing(context))
                    .onSuccess(problem -> ProblemHandler.render(context, problem));
              } else {
                context.next();
              }
            });
  }

  /** The contract says in {@code x-role} whom an operation is for. */
  private RouteTable.Entry entry(String operationId, JsonObject model) {
    RouteTable.Entry entry = table.entries().get(operationId);
    String role = model.getString("x-role", "user");
    return switch (role) {
      case "user" -> entry;
      case "admin" -> entry.forAdmins();
      default -> throw new IllegalStateException(operationId + ": no such role: " + role);
    };
  }

  /** The operation without references. */
  private JsonObject model(Operation operation) {
    String method = operation.getHttpMethod().name().toLowerCase(Locale.ROOT);
    JsonObject path = contract.getJsonObject("paths").getJsonObject(operation.getOpenAPIPath());
    return References.resolve(contract, path.getJsonObject(method));
  }

  /** The router looks at the type of a body only where it has a schema to read it by. */
  private static void checkMediaType(RoutingContext context, Set<String> mediaTypes) {
    String given = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    String type = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (mediaTypes.contains(type)) {
      context.next();
    } else {
      context.fail(ContractErrors.otherMediaType(mediaTypes));
    }
  }

  private boolean isSecured(JsonObject model) {
    return !model.getJsonArray("security", contract.getJsonArray("security")).isEmpty();
  }

  private static SchemaErrors body(JsonObject model) {
    Object schema = BODY_SCHEMA.queryJson(model);
    return schema == null ? null : new SchemaErrors((JsonObject) schema);
  }

  private static Set<String> mediaTypes(JsonObject model) {
    return new TreeSet<>(
        model
            .getJsonObject("requestBody", new JsonObject())
            .getJsonObject("content", new JsonObject())
            .fieldNames());
  }

  private static Map<String, SchemaErrors> parameters(JsonObject model) {
    return model.getJsonArray("parameters", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .collect(
            Collectors.toMap(
                parameter -> parameter.getString("name"),
                parameter -> new SchemaErrors(parameter.getJsonObject("schema"))));
  }

  static void serve(RoutingContext context, RouteTable.Entry entry, Call call) {
    RequestMetrics.is(context, entry.operationId());
    Future<?> answer;
    try {
      answer = entry.handler().apply(call);
    } catch (RuntimeException thrown) {
      answer = Future.failedFuture(thrown);
    }
    answer
        .map(
            result -> {
              send(context, result);
              return result;
            })
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, Object result) {
    if (result instanceof Content content) {
      send(context.response(), content);
      return;
    }
    Reply reply = result instanceof Reply explicit ? explicit : Reply.ok(result);
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status()).putHeader("Cache-Control", "no-store");
    reply.cookies().forEach(response::addCookie);
    if (reply.location() != null) {
      response.putHeader("Location", reply.location());
    }
    if (reply.body() == null) {
      response.end();
    } else if (reply.body() instanceof Download download) {
      download.to(response);
    } else {
      Buffer body = reply.body() instanceof Buffer ready ? ready : Json.encode(reply.body());
      response.putHeader("Content-Type", JSON).end(body);
    }
  }

  private static void send(HttpServerResponse response, Content content) {
    if (!response.ended() && !response.closed()) {
      response
          .putHeader("Cache-Control", FOR_EVER)
          .putHeader("Content-Type", content.type())
          .end(content.bytes());
    }
  }
}
