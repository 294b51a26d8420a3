package io.gumzo.sessions;

import io.gumzo.bus.Bus;
import io.gumzo.config.TokensConfig;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.Streams;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.Principal;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows people their signed-in devices and ends them. Also sees to it that this node knows of every
 * device that was signed out lately: the event that told so may have been lost, or have come before
 * this node.
 */
public final class SessionListService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(SessionListService.class);

  /** Tokens live by the clock of the node that made them. */
  private static final int CLOCK_SKEW_SECONDS = 60;

  private final SessionListRepository sessions;
  private final SignInEnd end;
  private final AccessTokens tokens;
  private final int tokenSeconds;
  private MessageConsumer<Object> sweeps;

  public SessionListService(Bus bus, Database database, AccessTokens tokens, TokensConfig config) {
    this.sessions = new SessionListRepository(database);
    this.end = new SignInEnd(bus, tokens);
    this.tokens = tokens;
    this.tokenSeconds = config.accessSeconds();
  }

  @Override
  public void bind(Bus bus) {
    bus.serve(
        ListSessions.COMMAND, ask -> sessions.list(ask.principal()).map(ListSessions.Found::new));
    bus.serve(RevokeSession.COMMAND, this::revoke);
    bus.serve(RevokeOtherSessions.COMMAND, this::revokeOthers);
    sweeps =
        bus.listen(
            Streams.SWEEP,
            reason ->
                open()
                    .onFailure(
                        failure ->
                            LOG.warn("who was signed out is not known: {}", failure.toString())));
  }

  @Override
  public Future<Void> open() {
    return sessions
        .endedWithin(tokenSeconds + CLOCK_SKEW_SECONDS)
        .onSuccess(tokens::end)
        .mapEmpty();
  }

  @Override
  public Future<Void> close() {
    return sweeps.unregister();
  }

  private Future<Void> revoke(RevokeSession command) {
    return sessions
        .database()
        .transaction(transaction -> SignInEnd.one(transaction, command.account(), command.signIn()))
        .onSuccess(end::tell)
        .compose(
            event ->
                event.isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(Problem.of(ProblemType.NOT_FOUND)));
  }

  private Future<Void> revokeOthers(RevokeOtherSessions command) {
    Principal who = command.principal();
    return sessions
        .database()
        .transaction(transaction -> SignInEnd.allBut(transaction, who.account(), who.signIn()))
        .onSuccess(end::tell)
        .mapEmpty();
  }
}
