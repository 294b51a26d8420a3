package io.gumzo.messages;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.StreamEvent;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The frames of the simple socket, as {@code asyncapi.yaml} gives them. */
final class UserChatFrames {
  private static final Logger LOG = LoggerFactory.getLogger(UserChatFrames.class);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private UserChatFrames() {}

  /** What a client's frame says. Other keys, a sender and a time among them, are passed over. */
  sealed interface Said {}

  record Text(String text) implements Said {}

  /** An access token that is to be believed from now on. */
  record Token(String token) implements Said {}

  /** Throws a problem for what is neither. */
  static Said parse(String frame) {
    JsonObject json;
    try {
      json = new JsonObject(frame);
    } catch (DecodeException malformed) {
      throw Problem.of(ProblemType.MALFORMED_JSON);
    }
    if (json.getValue("message") instanceof String text) {
      return new Text(text);
    }
    if (!json.containsKey("message") && json.getValue("token") instanceof String token) {
      return new Token(token);
    }
    throw Problem.invalid("message", "required", "want {\"message\": \"…\"}");
  }

  /** True for an event that this protocol shows. */
  static boolean shows(StreamEvent event) {
    return event.type().equals(MessageRepository.POSTED);
  }

  static UUID sender(StreamEvent event) {
    return UUID.fromString(data(event).getString("senderId"));
  }

  static String message(StreamEvent event, UserChatNames names) {
    JsonObject data = data(event);
    return message(
        UUID.fromString(data.getString("id")),
        data.getLong("number"),
        data.getString("text"),
        UUID.fromString(data.getString("senderId")),
        event.at(),
        names);
  }

  static String message(Message message, UserChatNames names) {
    return message(
        message.id(), message.number(), message.text(), message.senderId(), message.at(), names);
  }

  private static String message(
      UUID id, long number, String text, UUID sender, Instant at, UserChatNames names) {
    return new JsonObject()
        .put("message", text)
        .put("sender", sender.toString())
        .put("timestamp", TIMESTAMP.format(at))
        .put("username", names.of(sender))
        .put("id", id.toString())
        .put("number", number)
        .encode();
  }

  static String missed(long count) {
    return new JsonObject().put("missed", count).encode();
  }

  static String error(Throwable failure) {
    Problem problem = Problem.from(failure);
    if (problem != failure) {
      LOG.error("A message could not be posted", failure);
    }
    var frame = new JsonObject();
    String text = problem.type().title();
    if (problem.retryAfter() != null) {
      long wait = problem.retryAfter().toMillis();
      text += String.format(Locale.ROOT, ": wait %.1f s", wait / 1000.0);
      frame.put("retryAfterMillis", wait);
    } else if (!problem.errors().isEmpty()) {
      text += ": " + problem.errors().get(0).field() + " " + problem.errors().get(0).message();
    } else if (problem.type() == ProblemType.PAYLOAD_TOO_LARGE) {
      text += ": " + problem.getMessage();
    }
    return frame.put("error", text).encode();
  }

  private static JsonObject data(StreamEvent event) {
    return new JsonObject(event.json()).getJsonObject("data");
  }
}
