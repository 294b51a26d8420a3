package io.gumzo.http;

import io.gumzo.tokens.Principal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Serves requests that certainly keep the contract without the generic routing and validation of
 * the contract's router, which cost more than most requests do. All of it is derived from the
 * contract; what it is not certain of goes on to that router, which has the last word and finds the
 * words for what is wrong.
 */
final class QuickRoutes implements Handler<RoutingContext> {
  private static final Set<String> ACCEPTED = Set.of("*/*", "application/json");

  private final BearerHandler bearer;
  private final Map<HttpMethod, List<QuickOperation>> operations = new HashMap<>();

  QuickRoutes(BearerHandler bearer) {
    this.bearer = bearer;
  }

  void add(HttpMethod method, QuickOperation operation) {
    operations.computeIfAbsent(method, first -> new ArrayList<>()).add(operation);
  }

  @Override
  public void handle(RoutingContext context) {
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    if (accept == null || ACCEPTED.contains(accept)) {
      String[] path = context.request().path().split("/", -1);
      for (QuickOperation operation :
          operations.getOrDefault(context.request().method(), List.of())) {
        Call.Arguments arguments = operation.read(context, path);
        if (arguments != null) {
          serve(context, operation, arguments);
          return;
        }
      }
    }
    context.next();
  }

  private void serve(RoutingContext context, QuickOperation operation, Call.Arguments arguments) {
    Future<Principal> principal =
        operation.secured() ? bearer.check(context) : Future.succeededFuture();
    principal
        .onSuccess(
            known -> {
              context.put(Requests.PRINCIPAL, known);
              ApiRouter.serve(context, operation.entry(), new Call(context, arguments));
            })
        .onFailure(context::fail);
  }
}
