package io.gumzo.messages;

import io.gumzo.redis.LuaScript;
import io.gumzo.redis.RedisClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest messages of conversations that were opened lately, in Redis. They carry the head of
 * the stream for which they hold; who reads compares it with the head that PostgreSQL tells, so the
 * two never disagree. Nothing is written here when a message is posted: the next reader brings it
 * up.
 */
final class RecentMessages {
  private static final Logger LOG = LoggerFactory.getLogger(RecentMessages.class);
  private static final int KEPT_SECONDS = 3_600;

  private final LuaScript read = LuaScript.load("read-recent");
  private final LuaScript extend = LuaScript.load("extend-recent");
  private final RedisClient redis;
  private final int most;

  /**
   * @param most how many of a conversation are kept; 0 keeps none
   */
  RecentMessages(RedisClient redis, int most) {
    this.redis = redis;
    this.most = most;
  }

  /**
   * @param head of the stream when they were read
   * @param newestFirst as many as were asked for, or as there are
   * @param isAll nothing older was left out of Redis
   */
  record Recent(long head, List<Buffer> newestFirst, boolean isAll) {
    /** True when the first {@code count} of them are the conversation's. */
    boolean reaches(int count) {
      return newestFirst.size() >= count || isAll;
    }
  }

  Future<Void> close() {
    return redis.close();
  }

  int most() {
    return most;
  }

  /**
   * Never fails: empty when Redis has them not, or does not answer.
   *
   * @param before a position, or null for the latest
   */
  Future<Optional<Recent>> read(UUID conversation, Long before, int count) {
    return most == 0
        ? Future.succeededFuture(Optional.empty())
        : read.run(
                redis,
                keys(conversation),
                List.of(before == null ? "+inf" : before.toString(), Integer.toString(count)))
            .map(this::recent)
            .otherwise(failure -> Optional.empty());
  }

  /**
   * Goes its own way: what fails is brought up by a later reader.
   *
   * @param from the head that Redis has, or 0 to replace what it has
   */
  void extend(UUID conversation, long from, long head, List<Message> messages, List<Buffer> json) {
    if (most == 0) {
      return;
    }
    var arguments = new ArrayList<String>(4 + 2 * messages.size());
    arguments.add(Long.toString(from));
    arguments.add(Long.toString(head));
    arguments.add(Integer.toString(most));
    arguments.add(Integer.toString(KEPT_SECONDS));
    for (int index = 0; index < messages.size(); index++) {
      arguments.add(Long.toString(messages.get(index).position()));
      arguments.add(json.get(index).toString());
    }
    extend
        .run(redis, keys(conversation), arguments)
        .onFailure(failure -> LOG.debug("Recent messages were not kept: {}", failure.toString()));
  }

  private Optional<Recent> recent(Response answer) {
    if (answer.size() == 0) {
      return Optional.empty();
    }
    var messages = new ArrayList<Buffer>(answer.size() - 2);
    for (int index = 2; index < answer.size(); index++) {
      messages.add(answer.get(index).toBuffer());
    }
    return Optional.of(
        new Recent(answer.get(0).toLong(), messages, answer.get(1).toInteger() < most));
  }

  private static List<String> keys(UUID conversation) {
    String key = "gumzo:recent:{" + conversation + "}";
    return List.of(key, key + ":head");
  }
}
