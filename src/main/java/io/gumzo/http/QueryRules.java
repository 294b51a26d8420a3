package io.gumzo.http;

import io.gumzo.json.WholeNumbers;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules of queries that the contract's router does not have: a parameter that the operation does
 * not name is refused, and so is one that is given twice. In front of that router it writes whole
 * numbers in the form that the router reads, and notes what is broken; the note is used once it is
 * known that the caller may ask at all.
 */
final class QueryRules implements Handler<RoutingContext> {
  private static final String BROKEN = "gumzo.brokenQuery";

  private record Query(
      HttpMethod method, String template, Pattern path, Map<String, JsonObject> schemas) {

    boolean isOf(RoutingContext context) {
      return method.equals(context.request().method())
          && path.matcher(context.normalizedPath()).matches();
    }

    List<FieldError> read(MultiMap parameters) {
      var broken = new ArrayList<FieldError>();
      for (String name : parameters.names()) {
        JsonObject schema = schemas.get(name);
        String type = schema == null ? null : schema.getString("type");
        if (schema == null) {
          broken.add(new FieldError(name, "unknown", "is not a parameter of this operation"));
        } else if (parameters.getAll(name).size() > 1 && !"array".equals(type)) {
          broken.add(new FieldError(name, "repeated", "must be there once"));
        } else if ("integer".equals(type)) {
          WholeNumbers.parse(parameters.get(name))
              .ifPresentOrElse(
                  number -> parameters.set(name, Long.toString(number)),
                  () -> broken.add(new FieldError(name, "type", "must be of type integer")));
        }
      }
      return broken;
    }

    /** Of two paths that fit an address the one with fewer variable parts is meant. */
    long variableParts() {
      return template.chars().filter(letter -> letter == '{').count();
    }
  }

  private final List<Query> queries = new ArrayList<>();

  /**
   * @param path with the server's prefix
   * @param model without references
   */
  void add(HttpMethod method, String path, JsonObject model) {
    Map<String, JsonObject> schemas =
        model.getJsonArray("parameters", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .filter(parameter -> parameter.getString("in").equals("query"))
            .collect(
                Collectors.toMap(
                    parameter -> parameter.getString("name"),
                    parameter -> parameter.getJsonObject("schema")));
    queries.add(new Query(method, path, OtherMethods.pattern(path), schemas));
    queries.sort(Comparator.comparing(Query::variableParts));
  }

  @Override
  public void handle(RoutingContext context) {
    String query = context.request().query();
    if (query != null && !query.isEmpty()) {
      queries.stream()
          .filter(each -> each.isOf(context))
          .findFirst()
          .ifPresent(each -> context.put(BROKEN, each.read(context.queryParams())));
    }
    context.next();
  }

  /** For a request that keeps all other rules. */
  static void refuseBroken(RoutingContext context) {
    List<FieldError> broken = broken(context);
    if (broken.isEmpty()) {
      context.next();
    } else {
      context.fail(Problem.invalid(broken));
    }
  }

  /** With what is broken in the query, so that every broken rule is told at once. */
  static Function<Problem, Problem> completing(RoutingContext context) {
    List<FieldError> broken = broken(context);
    return problem ->
        broken.isEmpty() || problem.type() != ProblemType.INVALID_REQUEST
            ? problem
            : Problem.invalid(
                Stream.concat(problem.errors().stream(), broken.stream()).distinct().toList());
  }

  private static List<FieldError> broken(RoutingContext context) {
    List<FieldError> broken = context.get(BROKEN);
    return broken == null ? List.of() : broken;
  }
}
