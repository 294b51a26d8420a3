package io.gumzo.redis;

import io.gumzo.config.RedisConfig;
import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection to Redis that comes back by itself.
 *
 * <p>While it is down every call fails at once with {@link Problem#unavailable}; a call that is not
 * answered in time fails the same way. Nothing is queued for later. To be used on one event loop,
 * the one that created it.
 */
public final class RedisClient {
  private static final Logger LOG = LoggerFactory.getLogger(RedisClient.class);
  private static final int MOST_WAITING = 20_000;
  private static final long RECONNECT_MILLIS = 500;

  private final Vertx vertx;
  private final long timeoutMillis;
  private final Redis redis;
  private final Runnable whenUp;
  private RedisConnection connection;
  private boolean closed;
  private boolean reportedDown;

  private RedisClient(Vertx vertx, RedisConfig config, Runnable whenUp) {
    this.vertx = vertx;
    this.timeoutMillis = config.timeoutMillis();
    this.whenUp = whenUp;
    this.redis =
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString(config.url())
                .setMaxPoolSize(1)
                .setMaxWaitingHandlers(MOST_WAITING));
  }

  /**
   * Begins to connect and goes on trying.
   *
   * @param whenUp runs each time that a connection was made, the first time too
   */
  public static RedisClient open(Vertx vertx, RedisConfig config, Runnable whenUp) {
    var client = new RedisClient(vertx, config, whenUp);
    client.connect();
    return client;
  }

  public boolean isUp() {
    return connection != null;
  }

  public Future<Response> send(Request request) {
    return timed(up -> up.send(request));
  }

  /** Sends all in one write; answers in their order. */
  public Future<List<Response>> batch(List<Request> requests) {
    return requests.isEmpty()
        ? Future.succeededFuture(List.of())
        : timed(up -> up.batch(requests));
  }

  public Future<Void> close() {
    closed = true;
    connection = null;
    redis.close();
    return Future.succeededFuture();
  }

  private <T> Future<T> timed(Function<RedisConnection, Future<T>> call) {
    RedisConnection up = connection;
    if (up == null) {
      return Future.failedFuture(Problem.unavailable("Redis does not answer"));
    }
    Promise<T> answer = Promise.promise();
    long timer =
        vertx.setTimer(
            timeoutMillis,
            id -> answer.tryFail(Problem.unavailable("Redis does not answer in time")));
    call.apply(up)
        .onComplete(
            result -> {
              vertx.cancelTimer(timer);
              if (result.succeeded()) {
                answer.tryComplete(result.result());
              } else {
                answer.tryFail(result.cause());
              }
            });
    return answer.future();
  }

  private void connect() {
    if (closed) {
      return;
    }
    redis.connect().onSuccess(this::use).onFailure(this::retry);
  }

  private void use(RedisConnection fresh) {
    if (closed) {
      fresh.close();
      return;
    }
    fresh.exceptionHandler(failure -> lose(fresh, failure));
    fresh.endHandler(ended -> lose(fresh, null));
    connection = fresh;
    if (reportedDown) {
      LOG.info("Redis answers again");
      reportedDown = false;
    }
    whenUp.run();
  }

  private void lose(RedisConnection lost, Throwable failure) {
    if (connection == lost) {
      connection = null;
      lost.close();
      retry(failure);
    }
  }

  private void retry(Throwable failure) {
    if (closed) {
      return;
    }
    if (!reportedDown) {
      LOG.warn("Redis does not answer: {}", failure == null ? "connection closed" : failure.toString());
      reportedDown = true;
    }
    vertx.setTimer(RECONNECT_MILLIS, id -> connect());
  }
}
