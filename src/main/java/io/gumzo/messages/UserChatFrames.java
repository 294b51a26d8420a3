package io.gumzo.messages;

import io.gumzo.accounts.Account;
import io.gumzo.accounts.GetAccounts;
import io.gumzo.bus.Bus;
import io.gumzo.problem.Problem;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The frames of the simple socket, as {@code asyncapi.yaml} gives them. */
final class UserChatFrames {
  private static final Logger LOG = LoggerFactory.getLogger(UserChatFrames.class);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Bus bus;
  private final UUID account;
  private final UUID conversation;
  private Map<UUID, Account> members = Map.of();

  UserChatFrames(Bus bus, UUID account, UUID conversation) {
    this.bus = bus;
    this.account = account;
    this.conversation = conversation;
  }

  /** Learns the members' names. */
  Future<Void> begin() {
    return bus.ask(Streams.MEMBERS, new Streams.ReadMembers(conversation))
        .compose(known -> bus.ask(GetAccounts.COMMAND, new GetAccounts(known.accounts())))
        .onSuccess(found -> members = found.byId())
        .mapEmpty();
  }

  /** Posts what a client's frame says. */
  Future<Void> post(JsonObject frame) {
    if (!frame.fieldNames().equals(Set.of("message"))
        || !(frame.getValue("message") instanceof String text)) {
      return Future.failedFuture(
          Problem.invalid("message", "required", "want {\"message\": \"…\"} and nothing else"));
    }
    return bus.ask(
            PostMessage.COMMAND, new PostMessage(conversation, account, UUID.randomUUID(), text))
        .mapEmpty();
  }

  String message(Message message) {
    return frame(message.text(), message.senderId(), message.at());
  }

  /** Empty for an event that this protocol does not show. */
  Optional<String> event(StreamEvent event) {
    if (!event.type().equals(MessageRepository.POSTED)) {
      return Optional.empty();
    }
    JsonObject data = new JsonObject(event.json()).getJsonObject("data");
    return Optional.of(
        frame(data.getString("text"), UUID.fromString(data.getString("senderId")), event.at()));
  }

  String error(Throwable failure) {
    Problem problem = Problem.from(failure);
    if (problem != failure) {
      LOG.error("A message could not be posted", failure);
    }
    String text = problem.type().title();
    if (problem.retryAfter() != null) {
      text += ": wait %.1f s".formatted(problem.retryAfter().toMillis() / 1000.0);
    } else if (!problem.errors().isEmpty()) {
      text += ": " + problem.errors().get(0).field() + " " + problem.errors().get(0).message();
    }
    return new JsonObject().put("error", text).encode();
  }

  private String frame(String text, UUID sender, Instant at) {
    Account known = members.get(sender);
    return new JsonObject()
        .put("message", text)
        .put("sender", known == null ? sender.toString() : known.username())
        .put("timestamp", TIMESTAMP.format(at))
        .encode();
  }
}
