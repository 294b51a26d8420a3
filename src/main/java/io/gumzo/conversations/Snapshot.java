package io.gumzo.conversations;

import io.gumzo.accounts.Account;
import io.gumzo.messages.Message;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A {@link Conversation} whose members are known by id only. */
record Snapshot(
    UUID id,
    String kind,
    List<UUID> memberIds,
    List<String> memberRoles,
    long head,
    long messageCount,
    Message lastMessage,
    Instant movedAt,
    long readPosition,
    long readNumber,
    boolean mayPost,
    boolean accepted,
    Instant createdAt) {

  static Snapshot from(Row row) {
    return new Snapshot(
        row.getUUID("conversation"),
        row.getString("kind"),
        List.of(row.getArrayOfUUIDs("member_ids")),
        List.of(row.getArrayOfStrings("member_roles")),
        row.getLong("head"),
        row.getLong("message_count"),
        row.getUUID("id") == null ? null : Message.from(row),
        time(row, "moved_at"),
        row.getLong("read_position"),
        row.getLong("read_number"),
        row.getBoolean("writable"),
        row.getBoolean("accepted"),
        time(row, "created_at"));
  }

  static Instant time(Row row, String column) {
    return row.get(OffsetDateTime.class, column).toInstant();
  }

  /** Members whose account is gone are left out. */
  Conversation with(Map<UUID, Account> accounts) {
    var members = new ArrayList<Member>();
    for (int index = 0; index < memberIds.size(); index++) {
      Account account = accounts.get(memberIds.get(index));
      if (account != null) {
        members.add(new Member(account, memberRoles.get(index)));
      }
    }
    return new Conversation(
        id,
        kind,
        members,
        head,
        messageCount,
        lastMessage,
        movedAt.truncatedTo(ChronoUnit.MILLIS),
        readPosition,
        readNumber,
        mayPost,
        accepted,
        createdAt);
  }
}
