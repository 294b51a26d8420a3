package io.gumzo.conversations;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.conversations.Conversations.Accept;
import io.gumzo.conversations.Conversations.Create;
import io.gumzo.conversations.Conversations.Created;
import io.gumzo.conversations.Conversations.Get;
import io.gumzo.conversations.Conversations.ListMine;
import io.gumzo.conversations.Conversations.MarkRead;
import io.gumzo.conversations.Conversations.Page;
import io.gumzo.http.Call;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.sockets.Frame;
import io.gumzo.sockets.FrameTable;
import io.gumzo.sockets.Frames;
import io.vertx.core.Future;

/** Conversations over HTTP and over the socket. */
public final class ConversationRoutes implements Routes, Frames {
  private static final int DEFAULT_LIMIT = 30;

  private final Bus bus;

  public ConversationRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void bind(RouteTable table) {
    table
        .on("listConversations", this::list)
        .on("createConversation", this::create)
        .on("getConversation", this::get)
        .on("acceptConversation", this::accept)
        .on("markRead", this::markRead);
  }

  @Override
  public void bind(FrameTable table) {
    table.on("mark-read", this::markRead);
  }

  private Future<Page> list(Call call) {
    return bus.ask(
        Conversations.LIST,
        new ListMine(call.account(), call.text("cursor"), call.integer("limit", DEFAULT_LIMIT)));
  }

  private Future<Reply> create(Call call) {
    return bus.ask(Conversations.CREATE, new Create(call.account(), call.body().uuid("accountId")))
        .onSuccess(created -> tell(call, created))
        .map(ConversationRoutes::reply);
  }

  private Future<Conversation> get(Call call) {
    return bus.ask(Conversations.GET, new Get(call.account(), call.uuid("conversationId")));
  }

  private Future<Reply> accept(Call call) {
    return bus.ask(Conversations.ACCEPT, new Accept(call.account(), call.uuid("conversationId")))
        .map(accepted -> Reply.noContent());
  }

  private Future<ReadState> markRead(Call call) {
    return bus.ask(
        Conversations.MARK_READ,
        new MarkRead(call.account(), call.uuid("conversationId"), call.body().number("position")));
  }

  private Future<ReadState> markRead(Frame frame) {
    return bus.ask(
        Conversations.MARK_READ,
        new MarkRead(
            frame.account(),
            frame.fields().uuid("conversationId"),
            frame.fields().number("position")));
  }

  private void tell(Call call, Created created) {
    if (created.isNew()) {
      Activity.of(ActivityType.CONVERSATION_CREATED, call.account(), call.address())
          .with("conversationId", created.conversation().id())
          .tell(bus);
    }
  }

  private static Reply reply(Created created) {
    return created.isNew()
        ? Reply.created(
            "/api/v1/conversations/" + created.conversation().id(), created.conversation())
        : Reply.ok(created.conversation());
  }
}
