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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

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

  private final Map<Topic<?>, Gatherer<?>> gatherers = new ConcurrentHashMap<>();

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

  /** Tells every listener on this node; what is gathered, soon. */
  public <E> void tell(Topic<E> topic, E event) {
    @SuppressWarnings("unchecked") // of the topic, see gather
    var gatherer = (Gatherer<E>) gatherers.get(topic);
    if (gatherer == null) {
      publish(topic, event);
    } else {
      gatherer.add(event);
    }
  }

  /**
   * From now on what is told of the topic reaches its listeners many at a time, until the gatherer
   * is closed. It works on the event loop of the caller, who closes it there.
   *
   * @param millis for how long the next ones are gathered after some were passed on; 0–
   * @param size of one; those that come to 1,000 are passed on at once
   * @param together makes one of several, at least one
   */
  public <E> Gatherer<E> gather(
      Topic<E> topic, int millis, ToIntFunction<E> size, Function<List<E>, E> together) {
    var gatherer =
        new Gatherer<E>(
            vertx,
            millis,
            size,
            told -> publish(topic, together.apply(told)),
            closed -> gatherers.remove(topic, closed));
    gatherers.put(topic, gatherer);
    return gatherer;
  }

  private <E> void publish(Topic<E> topic, E event) {
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
