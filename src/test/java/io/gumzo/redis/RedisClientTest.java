package io.gumzo.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.config.RedisConfig;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Certificates;
import io.gumzo.testing.Futures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisClientTest {
  private final OwnRedis redis = new OwnRedis();
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final AtomicInteger connections = new AtomicInteger();
  private RedisClient client;

  @BeforeEach
  void open() {
    client =
        onLoop(
            () ->
                Future.succeededFuture(
                    RedisClient.open(
                        vertx,
                        redis.config(),
                        new SimpleMeterRegistry(),
                        connections::incrementAndGet)));
    await().until(() -> connections.get() == 1);
  }

  @AfterEach
  void close() {
    onLoop(client::close);
    Futures.get(vertx.close());
    redis.close();
  }

  @Test
  void over_tls_it_talks_only_to_a_server_whose_certificate_fits() {
    var certificates = new Certificates();
    try (var encrypted = new TlsRedis(redis, certificates)) {
      var fits = open(encrypted.config());
      await().until(fits::isUp);
      var wrong =
          List.of(
              open(encrypted.config("127.0.0.1", certificates)),
              open(encrypted.config("localhost", new Certificates())));
      await().until(() -> encrypted.refused() >= 3);
      assertThat(wrong).noneMatch(RedisClient::isUp);
      fits.close();
      wrong.forEach(RedisClient::close);
    }
  }

  private RedisClient open(RedisConfig config) {
    return onLoop(
        () ->
            Future.succeededFuture(
                RedisClient.open(vertx, config, new SimpleMeterRegistry(), () -> {})));
  }

  @Test
  void a_batch_is_answered_in_its_order() {
    List<Response> answers =
        onLoop(
            () ->
                client.batch(
                    List.of(
                        Request.cmd(Command.INCR).arg("a"),
                        Request.cmd(Command.INCR).arg("a"),
                        Request.cmd(Command.ECHO).arg("habari"))));
    assertThat(answers).extracting(Response::toString).containsExactly("1", "2", "habari");
  }

  @Test
  void an_error_that_redis_answers_reaches_the_caller_and_the_connection_stays() {
    onLoop(() -> client.send(Request.cmd(Command.SET).arg("text").arg("habari")));
    assertThat(failure(Request.cmd(Command.INCR).arg("text"))).isInstanceOf(ErrorType.class);
    assertThat(ping()).isTrue();
    assertThat(connections).hasValue(1);
  }

  @Test
  void while_it_is_down_calls_fail_at_once_and_it_comes_back_by_itself() {
    redis.stop();
    await().until(() -> !onLoop(() -> Future.succeededFuture(client.isUp())));
    assertUnavailable(failure(Request.cmd(Command.PING)));
    redis.start();
    await().until(() -> connections.get() == 2 && ping());
  }

  @Test
  void a_redis_that_hangs_is_given_up_in_time_and_found_again() {
    redis.freeze();
    long start = System.nanoTime();
    assertUnavailable(failure(Request.cmd(Command.PING)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    redis.thaw();
    await().until(() -> connections.get() == 2 && ping());
  }

  private boolean ping() {
    return onLoop(() -> client.send(Request.cmd(Command.PING)).map(true).otherwise(false));
  }

  private Throwable failure(Request request) {
    return onLoop(
        () ->
            client
                .send(request)
                .<Throwable>map(new AssertionError("it was answered"))
                .recover(Future::succeededFuture));
  }

  private static void assertUnavailable(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  private <T> T onLoop(Supplier<Future<T>> call) {
    Promise<T> answer = Promise.promise();
    loop.runOnContext(turn -> call.get().onComplete(answer));
    return Futures.get(answer.future());
  }
}
