package io.gumzo.conversations;

import io.gumzo.accounts.Belongings;
import io.gumzo.accounts.Remains;
import io.gumzo.bus.Bus;
import io.gumzo.conversations.Conversations.ListMine;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.UUID;

/** Whom somebody talks with. */
public final class ConversationBelongings implements Belongings {
  private static final int PAGE = 100;

  /** The others were told of the account, and maybe of what it said first. */
  private static final String FORGET_EVENTS =
      """
      UPDATE events
         SET data = jsonb_set(
               CASE WHEN $4 AND data::jsonb #>> '{lastMessage,senderId}' = about::text
                    THEN jsonb_set(data::jsonb, '{lastMessage,text}', '""')
                    ELSE data::jsonb END,
               '{members}',
               (SELECT jsonb_agg(
                         CASE WHEN member #>> '{account,id}' = about::text
                              THEN jsonb_set(member, '{account}', $3::text::jsonb)
                              ELSE member END
                         ORDER BY place)
                  FROM jsonb_array_elements(data::jsonb -> 'members')
                       WITH ORDINALITY AS m (member, place)))::text,
             about = NULL
       WHERE about = $1 AND type = $2
      """;

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

  /** The others keep the conversation, with an account that has no name. */
  @Override
  public Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo) {
    return Remains.of(transaction, account)
        .compose(
            left ->
                Database.query(
                    transaction, FORGET_EVENTS, account, PairConversation.ADDED, left, messagesToo))
        .map(forgotten -> () -> {});
  }
}
