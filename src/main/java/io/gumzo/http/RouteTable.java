package io.gumzo.http;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Operation ids of {@code openapi.yaml} and what serves them. */
public final class RouteTable {
  /**
   * @param rules what the contract cannot say: run on a body that breaks the contract too, so that
   *     every broken rule is reported at once
   */
  record Entry(String operationId, Function<Call, ? extends Future<?>> handler, BodyRules rules) {
    /** For nobody but administrators. */
    Entry forAdmins() {
      Function<Call, Future<?>> guarded =
          call ->
              call.principal().isAdmin()
                  ? handler.apply(call)
                  : Future.failedFuture(Problem.of(ProblemType.FORBIDDEN));
      return new Entry(operationId, guarded, rules);
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * The contract has validated the call; the handler only translates. A plain result, a record or
   * JSON in a {@code Buffer}, is answered with 200, a {@link Reply} as it says.
   */
  public RouteTable on(String operationId, Function<Call, ? extends Future<?>> handler) {
    return on(operationId, handler, (call, body) -> Future.succeededFuture(List.of()));
  }

  public RouteTable on(
      String operationId, Function<Call, ? extends Future<?>> handler, BodyRules rules) {
    if (entries.putIfAbsent(operationId, new Entry(operationId, handler, rules)) != null) {
      throw new IllegalStateException("two routes for the operation " + operationId);
    }
    return this;
  }

  public boolean knows(String operationId) {
    return entries.containsKey(operationId);
  }

  Map<String, Entry> entries() {
    return entries;
  }
}
