package io.gumzo.messages;

import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.messages.PostMessage.Posted;
import io.gumzo.messages.ReadMessages.After;
import io.gumzo.messages.ReadMessages.Anchor;
import io.gumzo.messages.ReadMessages.Around;
import io.gumzo.messages.ReadMessages.Before;
import io.gumzo.messages.ReadMessages.Latest;
import io.gumzo.problem.Problem;
import io.gumzo.sockets.Frame;
import io.gumzo.sockets.FrameTable;
import io.gumzo.sockets.Frames;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.stream.Stream;

/** Messages over HTTP and over the socket: both ask the same commands. */
public final class MessageRoutes implements Routes, Frames {
  private final Bus bus;
  private final int pageSize;

  public MessageRoutes(Bus bus, int pageSize) {
    this.bus = bus;
    this.pageSize = pageSize;
  }

  @Override
  public void bind(RouteTable table) {
    table
        .on("postMessage", this::postMessage)
        .on("listMessages", this::listMessages)
        .on("getMessage", this::getMessage);
  }

  @Override
  public void bind(FrameTable table) {
    table.on("post-message", this::postMessage);
  }

  private Future<Reply> postMessage(Call call) {
    return bus.ask(
            PostMessage.COMMAND,
            new PostMessage(
                call.uuid("conversationId"),
                call.account(),
                call.body().uuid("clientId"),
                call.body().text("text")))
        .map(MessageRoutes::reply);
  }

  private Future<Buffer> postMessage(Frame frame) {
    return bus.ask(
            PostMessage.COMMAND,
            new PostMessage(
                frame.fields().uuid("conversationId"),
                frame.account(),
                frame.fields().uuid("clientId"),
                frame.fields().text("text")))
        .map(Posted::json);
  }

  private Future<Buffer> listMessages(Call call) {
    return bus.ask(
            ReadMessages.COMMAND,
            new ReadMessages(
                call.uuid("conversationId"),
                call.account(),
                anchor(call.number("before"), call.number("after"), call.number("around")),
                call.integer("limit", pageSize)))
        .map(ReadMessages.Page::toJson);
  }

  private Future<Message> getMessage(Call call) {
    return bus.ask(ReadMessage.COMMAND, new ReadMessage(call.uuid("messageId"), call.account()));
  }

  private static Anchor anchor(Long before, Long after, Long around) {
    if (Stream.of(before, after, around).filter(Objects::nonNull).count() > 1) {
      throw Problem.invalid("before", "exclusive", "want one of before, after and around");
    }
    if (before != null) {
      return new Before(before);
    }
    if (after != null) {
      return new After(after);
    }
    return around != null ? new Around(around) : new Latest();
  }

  private static Reply reply(Posted posted) {
    return posted.isNew()
        ? Reply.created("/api/v1/messages/" + posted.message().id(), posted.json())
        : Reply.ok(posted.json());
  }
}
