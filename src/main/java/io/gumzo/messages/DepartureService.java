package io.gumzo.messages;

import io.gumzo.bus.Bus;
import io.gumzo.messages.DepartureRepository.Departure;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.streams.EventAppender;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the conversations of whoever deleted their account, and takes their messages out of them
 * when they wished so: a conversation at a time, each in a transaction of its own, so that however
 * many there are nobody waits. Whatever a node that stopped left over another one does.
 */
public final class DepartureService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(DepartureService.class);
  private static final long LOOK_MILLIS = 30_000;

  /**
   * The event's data.
   *
   * @param messagesRemoved what the account said here has no text any more
   */
  private record AccountDeleted(UUID accountId, boolean messagesRemoved) {}

  /**
   * What one step did.
   *
   * @param event null when there is nothing to tell yet
   */
  private record Step(boolean any, StreamEvent event) {}

  private final Vertx vertx;
  private final DepartureRepository departures;
  private Bus bus;
  private Future<Void> working = Future.succeededFuture();
  private boolean again;
  private boolean closed;
  private long timer;

  public DepartureService(Vertx vertx, Database database) {
    this.vertx = vertx;
    this.departures = new DepartureRepository(database);
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    timer = vertx.setPeriodic(LOOK_MILLIS, tick -> work());
    work();
  }

  @Override
  public Future<Void> close() {
    closed = true;
    vertx.cancelTimer(timer);
    return working;
  }

  /** Looks for what is to be done, and goes on until nothing is left. On this service's loop. */
  public void work() {
    again = true;
    if (working.isComplete() && !closed) {
      Promise<Void> done = Promise.promise();
      working = done.future();
      steps(done);
    }
  }

  /** Each begins on its own: there may be more than futures can hold within each other. */
  private void steps(Promise<Void> done) {
    again = false;
    departures
        .database()
        .transaction(this::step)
        .onSuccess(this::tell)
        .recover(
            failure -> {
              LOG.warn("departures wait: {}", failure.toString());
              return Future.succeededFuture(new Step(false, null));
            })
        .onSuccess(
            step -> {
              if ((step.any() || again) && !closed) {
                steps(done);
              } else {
                done.complete();
              }
            });
  }

  private Future<Step> step(SqlConnection transaction) {
    return departures
        .lock(transaction)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(new Step(false, null));
              }
              Departure departure = found.get();
              return departure.conversation() == null
                  ? departures
                      .forget(transaction, departure.account())
                      .onSuccess(done -> LOG.info("account {} has left", departure.account()))
                      .map(new Step(true, null))
                  : conversation(transaction, departure);
            });
  }

  private Future<Step> conversation(SqlConnection transaction, Departure departure) {
    Future<Boolean> emptied =
        departure.messagesToo()
            ? departures.empty(transaction, departure)
            : Future.succeededFuture(true);
    return emptied.compose(
        all -> all ? end(transaction, departure) : Future.succeededFuture(new Step(true, null)));
  }

  private Future<Step> end(SqlConnection transaction, Departure departure) {
    return EventAppender.append(
            transaction,
            departure.conversation(),
            "account-deleted",
            new AccountDeleted(departure.account(), departure.messagesToo()))
        .compose(
            event ->
                (departure.messagesToo()
                        ? departures.rewritten(transaction, departure.conversation())
                        : Future.<Void>succeededFuture())
                    .compose(marked -> departures.done(transaction, departure))
                    .map(new Step(true, event)));
  }

  private void tell(Step step) {
    if (step.event() != null) {
      bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(step.event())));
    }
  }
}
