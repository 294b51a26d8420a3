package io.gumzo.http;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Behind the operations of the contract: tells a path that is not there from one that has other
 * methods, and which.
 */
final class OtherMethods implements Handler<RoutingContext> {
  private record Path(Pattern pattern, String allowed) {}

  private final List<Path> paths;

  OtherMethods(JsonObject contract) {
    String base = contract.getJsonArray("servers").getJsonObject(0).getString("url");
    this.paths =
        contract.getJsonObject("paths").stream()
            .map(path -> path(base + path.getKey(), (JsonObject) path.getValue()))
            .toList();
  }

  @Override
  public void handle(RoutingContext context) {
    paths.stream()
        .filter(path -> path.pattern().matcher(context.normalizedPath()).matches())
        .findFirst()
        .ifPresentOrElse(
            path -> {
              context.response().putHeader("Allow", path.allowed());
              context.fail(Problem.of(ProblemType.METHOD_NOT_ALLOWED));
            },
            () -> context.fail(Problem.of(ProblemType.NOT_FOUND)));
  }

  private static Path path(String template, JsonObject operations) {
    var methods = new TreeSet<String>();
    operations.fieldNames().forEach(method -> methods.add(method.toUpperCase(Locale.ROOT)));
    return new Path(pattern(template), String.join(", ", methods));
  }

  /** Of the addresses that the contract's path stands for. */
  static Pattern pattern(String template) {
    return Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"));
  }
}
