package io.gumzo.throttle;

import io.gumzo.config.ThrottleConfig.Rate;
import io.gumzo.redis.LuaScript;
import io.gumzo.redis.RedisClient;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tokens counted in Redis for the whole cluster. For one event loop. */
final class SharedTokens {
  /** What was taken of one key and is handed out to those who asked, in their order. */
  private static final class Left {
    private final long waitMillis;
    private int taken;

    private Left(int taken, long waitMillis) {
      this.taken = taken;
      this.waitMillis = waitMillis;
    }

    private long next() {
      return taken-- > 0 ? 0 : waitMillis;
    }
  }

  private final LuaScript script = LuaScript.load("take-token");
  private final RedisClient redis;

  SharedTokens(RedisClient redis) {
    this.redis = redis;
  }

  /**
   * For each key the milliseconds to wait; 0 when a token was taken.
   *
   * @param keys one for each token; repeated for several of one key, of which the first are given
   */
  Future<List<Long>> take(List<String> keys, Rate rate) {
    var wanted = new LinkedHashMap<String, Integer>();
    keys.forEach(key -> wanted.merge(key, 1, Integer::sum));
    var arguments = new ArrayList<String>(2 + wanted.size());
    arguments.add(Long.toString(rate.everyMillis() * 1_000L));
    arguments.add(Integer.toString(rate.burst()));
    wanted.values().forEach(count -> arguments.add(count.toString()));
    return script
        .run(redis, List.copyOf(wanted.keySet()), arguments)
        .map(answers -> waits(keys, left(wanted.keySet(), answers)));
  }

  private static Map<String, Left> left(Iterable<String> keys, Response answers) {
    var left = new HashMap<String, Left>();
    var answer = answers.iterator();
    for (String key : keys) {
      left.put(key, new Left(answer.next().toInteger(), answer.next().toLong()));
    }
    return left;
  }

  private static List<Long> waits(List<String> keys, Map<String, Left> left) {
    return keys.stream().map(key -> left.get(key).next()).toList();
  }
}
