package io.gumzo.tokens;

import io.gumzo.bus.Bus;
import io.gumzo.persistence.Gathering;
import io.gumzo.persistence.Service;
import io.gumzo.redis.RedisClient;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The names of tokens that some node has verified, in Redis until they expire. */
public final class VouchedTokens implements Service {
  private static final String KEY = "gumzo:token:";
  private static final int MOST_TOGETHER = 128;

  private final Supplier<RedisClient> client;
  private final Gathering<String, Boolean> recalls = new Gathering<>(MOST_TOGETHER, this::recall);
  private RedisClient redis;

  /**
   * @param redis is asked once, on the event loop that uses it
   */
  public VouchedTokens(Supplier<RedisClient> redis) {
    this.client = redis;
  }

  @Override
  public void bind(Bus bus) {
    redis = client.get();
    bus.serve(RecallToken.COMMAND, query -> recalls.ask(query.name()));
    bus.serve(VouchForToken.COMMAND, this::vouch);
  }

  @Override
  public Future<Void> close() {
    return redis.close();
  }

  private Future<List<Boolean>> recall(List<String> names) {
    return redis
        .batch(names.stream().map(name -> Request.cmd(Command.EXISTS).arg(KEY + name)).toList())
        .map(answers -> answers.stream().map(answer -> answer.toInteger() == 1).toList());
  }

  private Future<Void> vouch(VouchForToken command) {
    long millis = Duration.between(Instant.now(), command.until()).toMillis();
    return millis <= 0
        ? Future.succeededFuture()
        : redis
            .send(Request.cmd(Command.SET).arg(KEY + command.name()).arg("").arg("PX").arg(millis))
            .mapEmpty();
  }
}
