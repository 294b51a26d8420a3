package io.gumzo.redis;

import io.gumzo.config.RedisConfig;
import io.gumzo.problem.Problem;
import io.gumzo.tls.TlsFiles;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection to Redis that comes back by itself.
 *
 * <p>While it is down every call fails at once with {@link Problem#unavailable}; a call that is not
 * answered in time fails the same way, and so does what was unanswered when the connection broke.
 * An error that Redis itself answers reaches the caller as it is. Nothing is queued for later. To
 * be used on one event loop, the one that created it.
 */
public final class RedisClient {
  private static final Logger LOG = LoggerFactory.getLogger(RedisClient.class);
  private static final int MOST_WAITING = 20_000;
  private static final long RECONNECT_MILLIS = 500;

  private final Vertx vertx;
  private final RedisConfig config;
  private final Runnable whenUp;
  private final Timer answered;
  private final Timer failed;
  private Redis redis;
  private RedisConnection connection;
  private long answeredAt;
  private boolean closed;
  private boolean reportedDown;

  private RedisClient(Vertx vertx, RedisConfig config, MeterRegistry registry, Runnable whenUp) {
    this.answered = timer(registry, "answered");
    this.failed = timer(registry, "failed");
    this.vertx = vertx;
    this.config = config;
    this.whenUp = whenUp;
  }

  /**
   * Begins to connect and goes on trying.
   *
   * @param whenUp runs each time that a connection was made, the first time too
   */
  public static RedisClient open(
      Vertx vertx, RedisConfig config, MeterRegistry registry, Runnable whenUp) {
    var client = new RedisClient(vertx, config, registry, whenUp);
    client.connect();
    return client;
  }

  public boolean isUp() {
    return connection != null;
  }

  public Future<Response> send(Request request) {
    return timed(up -> up.send(request));
  }

  /** Sends all in one write; answers in their order. One error fails the whole. */
  public Future<List<Response>> batch(List<Request> requests) {
    return requests.isEmpty() ? Future.succeededFuture(List.of()) : timed(up -> up.batch(requests));
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
    long askedAt = System.nanoTime();
    long timer = vertx.setTimer(config.timeoutMillis(), id -> giveUp(up, askedAt, answer));
    call.apply(up)
        .onComplete(
            result -> {
              vertx.cancelTimer(timer);
              if (result.succeeded()) {
                answeredAt = System.nanoTime();
                answer.tryComplete(result.result());
              } else {
                answer.tryFail(translated(result.cause()));
              }
            });
    return answer
        .future()
        .onComplete(
            result ->
                (result.succeeded() ? answered : failed)
                    .record(System.nanoTime() - askedAt, TimeUnit.NANOSECONDS));
  }

  private static Timer timer(MeterRegistry registry, String outcome) {
    return Timer.builder("gumzo.redis.calls")
        .description("Calls to Redis, of which one may be a batch of commands")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Answers come in order: a connection that was silent all this time will not answer again. */
  private void giveUp(RedisConnection silent, long askedAt, Promise<?> answer) {
    answer.tryFail(Problem.unavailable("Redis does not answer in time"));
    if (answeredAt - askedAt < 0) {
      lose(silent, Problem.unavailable("silent"));
    }
  }

  private Throwable translated(Throwable failure) {
    boolean answered =
        failure instanceof ErrorType error
            && !error.is("CONNECTION_CLOSED")
            && !error.is("LOADING");
    if (answered) {
      answeredAt = System.nanoTime();
      return failure;
    }
    return failure instanceof Problem ? failure : Problem.unavailable("Redis does not answer");
  }

  private void connect() {
    if (closed) {
      return;
    }
    // A client of its own for each attempt: one that hangs in its greeting can then be given up.
    Redis attempt = Redis.createClient(vertx, options());
    redis = attempt;
    Promise<RedisConnection> connected = Promise.promise();
    long timer =
        vertx.setTimer(config.timeoutMillis(), id -> connected.tryFail("no greeting in time"));
    attempt
        .connect()
        .onComplete(
            result -> {
              vertx.cancelTimer(timer);
              if (result.succeeded()) {
                connected.tryComplete(result.result());
              } else {
                connected.tryFail(result.cause());
              }
            });
    connected.future().onSuccess(this::use).onFailure(this::retry);
  }

  private RedisOptions options() {
    var sockets =
        new NetClientOptions()
            .setSsl(config.encrypted())
            .setConnectTimeout(config.timeoutMillis())
            .setTcpKeepAlive(true)
            .setHostnameVerificationAlgorithm("HTTPS");
    TlsFiles.add(config.tls(), sockets);
    return new RedisOptions()
        .setConnectionString(config.url())
        .setNetClientOptions(sockets)
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1)
        .setMaxWaitingHandlers(MOST_WAITING);
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
      retry(failure);
    }
  }

  private void retry(Throwable failure) {
    if (closed) {
      return;
    }
    redis.close();
    if (!reportedDown) {
      LOG.warn(
          "Redis does not answer: {}",
          failure == null ? "connection closed" : failure.getMessage());
      reportedDown = true;
    }
    vertx.setTimer(RECONNECT_MILLIS, id -> connect());
  }
}
