package io.gumzo.messages;

import io.gumzo.persistence.Gathering;
import io.gumzo.redis.LuaScript;
import io.gumzo.redis.RedisClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
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

  /** Messages, of all questions. */
  private static final int READ_TOGETHER = 512;

  /** To Redis, for each question. */
  private static final int COMMANDS = 4;

  private record Asked(UUID conversation, Long before, int count) {}

  private final Gathering<Asked, Optional<Recent>> reads =
      new Gathering<>(READ_TOGETHER, Asked::count, this::read);
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
        : reads.ask(new Asked(conversation, before, count)).otherwise(failure -> Optional.empty());
  }

  /**
   * In plain commands, which cost Redis little more than half of what a script does that hands out
   * as much. What was read between two looks at the same head is of that head.
   */
  private Future<List<Optional<Recent>>> read(List<Asked> questions) {
    var commands = new ArrayList<Request>(COMMANDS * questions.size());
    for (Asked asked : questions) {
      String messages = key(asked.conversation());
      String head = headKey(asked.conversation());
      commands.add(Request.cmd(Command.GET).arg(head));
      commands.add(
          Request.cmd(Command.ZRANGE)
              .arg(messages)
              .arg(asked.before() == null ? "+inf" : "(" + asked.before())
              .arg("-inf")
              .arg("BYSCORE")
              .arg("REV")
              .arg("LIMIT")
              .arg(0)
              .arg(asked.count()));
      commands.add(Request.cmd(Command.ZCARD).arg(messages));
      commands.add(Request.cmd(Command.GET).arg(head));
    }
    return redis
        .batch(commands)
        .map(
            answers ->
                IntStream.range(0, questions.size())
                    .mapToObj(
                        line -> recent(answers.subList(COMMANDS * line, COMMANDS * (line + 1))))
                    .toList());
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

  /** A Redis that is full may put out one of the keys and keep the other. */
  private Optional<Recent> recent(List<Response> answers) {
    Response head = answers.getFirst();
    Response headAfterwards = answers.getLast();
    int count = answers.get(2).toInteger();
    if (count == 0
        || head == null
        || headAfterwards == null
        || !head.toString().equals(headAfterwards.toString())) {
      return Optional.empty();
    }
    var messages = new ArrayList<Buffer>();
    answers.get(1).forEach(message -> messages.add(message.toBuffer()));
    return Optional.of(new Recent(head.toLong(), messages, count < most));
  }

  private static List<String> keys(UUID conversation) {
    return List.of(key(conversation), headKey(conversation));
  }

  private static String key(UUID conversation) {
    return "gumzo:recent:{" + conversation + "}";
  }

  private static String headKey(UUID conversation) {
    return key(conversation) + ":head";
  }
}
