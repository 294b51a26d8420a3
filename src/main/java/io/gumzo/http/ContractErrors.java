package io.gumzo.http;

import static io.vertx.ext.web.validation.ParameterProcessorException.ParameterProcessorErrorType.MISSING_PARAMETER_WHEN_REQUIRED_ERROR;

import io.gumzo.json.SchemaErrors;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.validation.BadRequestException;
import io.vertx.ext.web.validation.BodyProcessorException;
import io.vertx.ext.web.validation.BodyProcessorException.BodyProcessorErrorType;
import io.vertx.ext.web.validation.ParameterProcessorException;
import io.vertx.ext.web.validation.RequestPredicateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a broken contract into a problem that names every field and rule. The router's validation
 * stops at the first broken rule; on that slow path the body is read against the schema again, for
 * all of them.
 */
final class ContractErrors {
  /** Rules that a field may break and still be no longer than the contract allows. */
  private static final Set<String> HARMLESS = Set.of("minLength", "pattern", "required", "unknown");

  private final Map<String, SchemaErrors> parameters;
  private final SchemaErrors body;
  private final Set<String> mediaTypes;
  private final BodyRules rules;

  /**
   * @param parameters by name
   * @param body of the operation's JSON body; null when it has none
   * @param mediaTypes that its body may be of
   * @param rules of the capability, for what the contract cannot say
   */
  ContractErrors(
      Map<String, SchemaErrors> parameters,
      SchemaErrors body,
      Set<String> mediaTypes,
      BodyRules rules) {
    this.parameters = parameters;
    this.body = body;
    this.mediaTypes = mediaTypes;
    this.rules = rules;
  }

  /** Succeeds with the problem; fails only when the rules do. */
  Future<Problem> problem(RoutingContext context, BadRequestException failure) {
    if (failure instanceof ParameterProcessorException parameter) {
      return Future.succeededFuture(Problem.invalid(errors(context, parameter)));
    }
    if (isOfAnotherType(failure)) {
      return Future.succeededFuture(otherMediaType(mediaTypes));
    }
    return problem(context);
  }

  static Problem otherMediaType(Set<String> wanted) {
    return Problem.of(
        ProblemType.UNSUPPORTED_MEDIA_TYPE, "want Content-Type: " + String.join(" or ", wanted));
  }

  /** The only predicate that the contract's router sets is that there is a Content-Type. */
  private static boolean isOfAnotherType(BadRequestException failure) {
    return failure instanceof RequestPredicateException
        || failure instanceof BodyProcessorException broken
            && broken.getErrorType() == BodyProcessorErrorType.MISSING_MATCHING_BODY_PROCESSOR;
  }

  private Future<Problem> problem(RoutingContext context) {
    Buffer bytes = context.body().buffer();
    if (bytes == null || body == null) {
      return Future.succeededFuture(Problem.of(ProblemType.MALFORMED_JSON));
    }
    Object json;
    try {
      json = Json.decodeValue(bytes);
    } catch (DecodeException malformed) {
      return Future.succeededFuture(Problem.of(ProblemType.MALFORMED_JSON));
    }
    List<FieldError> errors = body.of(json);
    return json instanceof JsonObject object
        ? rules
            .broken(Validated.call(context), bounded(object, errors))
            .map(broken -> problem(errors, broken))
        : Future.succeededFuture(problem(errors, List.of()));
  }

  /**
   * Without the fields that are too long, too large or of another type: the cost of the rules is
   * bounded by the contract's limits, and only by them.
   */
  private static JsonObject bounded(JsonObject object, List<FieldError> errors) {
    var fields = new HashMap<>(object.getMap());
    errors.stream()
        .filter(error -> !HARMLESS.contains(error.rule()))
        .forEach(error -> fields.remove(error.field().split("\\.", 2)[0]));
    return new JsonObject(fields);
  }

  /** A field may break rules of both kinds: whoever corrects it wants to know all of them. */
  private static Problem problem(List<FieldError> contract, List<FieldError> rules) {
    var errors = new ArrayList<FieldError>(contract);
    errors.addAll(rules);
    return errors.isEmpty() ? Problem.of(ProblemType.INVALID_REQUEST) : Problem.invalid(errors);
  }

  private List<FieldError> errors(RoutingContext context, ParameterProcessorException failure) {
    String name = failure.getParameterName();
    if (failure.getErrorType() == MISSING_PARAMETER_WHEN_REQUIRED_ERROR) {
      return List.of(new FieldError(name, "required", "must be there"));
    }
    String text =
        context.pathParams().containsKey(name)
            ? context.pathParam(name)
            : context.queryParam(name).stream().findFirst().orElse("");
    List<FieldError> errors = parameters.get(name).of(value(text));
    return errors.stream()
        .map(error -> new FieldError(name, error.rule(), error.message()))
        .toList();
  }

  /** A parameter is a text; what looks like a number is compared as one. */
  private static Object value(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException isText) {
      return text;
    }
  }
}
