package io.gumzo.bus;

import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.function.Function;

/**
 * The typed face of the event bus within one node.
 *
 * <p>Handlers run on the context that called {@link #serve} or {@link #listen}, so a verticle that
 * binds its services in {@code start()} runs them on its own event loop. What is bound in a
 * verticle is released when that verticle is undeployed.
 */
public final class Bus {
  private static final long ANSWER_TIMEOUT_MILLIS = 30_000;

  private final Vertx vertx;
  private final DeliveryOptions local =
      new DeliveryOptions()
          .setLocalOnly(true)
          .setCodecName(LocalCodec.NAME)
          .setSendTimeout(ANSWER_TIMEOUT_MILLIS);

  private Bus(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Once for each {@code Vertx}: the codec is registered with it. */
  public static Bus of(Vertx vertx) {
    vertx.eventBus().registerCodec(new LocalCodec());
    return new Bus(vertx);
  }

  /** Answers a command; whatever the handler throws or fails with reaches the asker at once. */
  public <Q, A> MessageConsumer<Object> serve(
      Command<Q, A> command, Function<Q, Future<A>> handler) {
    return vertx
        .eventBus()
        .localConsumer(
            command.address(),
            message ->
                answer(command.question().cast(message.body()), handler)
                    .onComplete(result -> message.reply(Outcome.of(result), local)));
  }

  /**
   * Asks this node. Fails with what the handler failed with, or with {@link Problem#unavailable}
   * when nobody serves the command or nobody answers in 30 s.
   */
  public <Q, A> Future<A> ask(Command<Q, A> command, Q question) {
    return vertx
        .eventBus()
        .<Outcome>request(command.address(), question, local)
        .map(Message::body)
        .recover(failure -> Future.failedFuture(unanswered(command, failure)))
        .compose(outcome -> outcome.as(command.answer()));
  }

  /** Tells every listener on this node. */
  public <E> void tell(Topic<E> topic, E event) {
    vertx.eventBus().publish(topic.address(), event, local);
  }

  public <E> MessageConsumer<Object> listen(Topic<E> topic, Handler<E> handler) {
    return vertx
        .eventBus()
        .localConsumer(
            topic.address(), message -> handler.handle(topic.type().cast(message.body())));
  }

  private static <Q, A> Future<A> answer(Q question, Function<Q, Future<A>> handler) {
    try {
      return handler.apply(question);
    } catch (RuntimeException thrown) {
      return Future.failedFuture(thrown);
    }
  }

  private static Throwable unanswered(Command<?, ?> command, Throwable failure) {
    boolean silent =
        failure instanceof ReplyException reply
            && (reply.failureType() == ReplyFailure.NO_HANDLERS
                || reply.failureType() == ReplyFailure.TIMEOUT);
    return silent ? Problem.unavailable("nobody answers '" + command.name() + "'") : failure;
  }
}
