package io.gumzo.conversations;

import io.gumzo.accounts.Belongings;
import io.gumzo.bus.Bus;
import io.gumzo.conversations.Conversations.ListMine;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.UUID;

/** Whom somebody talks with. */
public final class ConversationBelongings implements Belongings {
  private static final int PAGE = 100;

  private final Bus bus;

  public ConversationBelongings(Bus bus) {
    this.bus = bus;
  }

  @Override
  public Map<String, Pages> files() {
    return Map.of(
        "conversations.json",
        (account, after) ->
            bus.ask(Conversations.LIST, new ListMine(account, after, PAGE))
                .map(page -> new Page(page.items(), page.next())));
  }

  /** The others keep the conversation. */
  @Override
  public Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo) {
    return Future.succeededFuture(() -> {});
  }
}
