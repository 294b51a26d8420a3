package io.gumzo.throttle;

import io.gumzo.config.ThrottleConfig.Rate;
import io.gumzo.redis.LuaScript;
import io.gumzo.redis.RedisClient;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokens counted in Redis for the whole cluster. What is asked for while calls are under way is
 * gathered into the next one, so that a busy node pays one call for many. For one event loop.
 */
final class SharedTokens {
  private static final int MOST_IN_CALL = 200;
  private static final int MOST_CALLS = 2;

  private record Asked(String key, Rate rate, Promise<Long> answer) {}

  private final LuaScript script = LuaScript.load("take-token");
  private final RedisClient redis;
  private final ArrayDeque<Asked> waiting = new ArrayDeque<>();
  private int calls;

  SharedTokens(RedisClient redis) {
    this.redis = redis;
  }

  /** The milliseconds to wait; 0 when a token was taken. */
  Future<Long> take(String key, Rate rate) {
    Promise<Long> wait = Promise.promise();
    waiting.add(new Asked(key, rate, wait));
    callNext();
    return wait.future();
  }

  private void callNext() {
    while (calls < MOST_CALLS && !waiting.isEmpty()) {
      var batch = new ArrayList<Asked>();
      while (batch.size() < MOST_IN_CALL && !waiting.isEmpty()) {
        batch.add(waiting.poll());
      }
      calls++;
      call(batch)
          .onComplete(
              answer -> {
                calls--;
                answer(batch, answer);
                callNext();
              });
    }
  }

  private Future<Response> call(List<Asked> batch) {
    var arguments = new ArrayList<String>(2 * batch.size());
    for (Asked asked : batch) {
      arguments.add(Long.toString(asked.rate().everyMillis() * 1_000L));
      arguments.add(Integer.toString(asked.rate().burst()));
    }
    return script.run(redis, batch.stream().map(Asked::key).toList(), arguments);
  }

  private static void answer(List<Asked> batch, AsyncResult<Response> answer) {
    for (int index = 0; index < batch.size(); index++) {
      Promise<Long> asker = batch.get(index).answer();
      if (answer.succeeded()) {
        asker.complete(answer.result().get(index).toLong());
      } else {
        asker.fail(answer.cause());
      }
    }
  }
}
