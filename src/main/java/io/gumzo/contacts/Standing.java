package io.gumzo.contacts;

import io.gumzo.contacts.Relation.State;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * All that is between two people.
 *
 * @param since when they became contacts, or null
 * @param blocks the one blocks the other
 * @param blocked the one is blocked by the other
 * @param outgoing the one's request, or null
 * @param incoming the other's request, or null
 * @param writable the other takes what the one writes, whether they block the one or not
 */
record Standing(
    Instant since,
    boolean blocks,
    boolean blocked,
    Pending outgoing,
    Pending incoming,
    boolean writable) {

  /**
   * A request that waits.
   *
   * @param message the first message, or null
   * @param clientId the message's, or null
   */
  record Pending(Instant at, String message, UUID clientId) {
    static Pending from(Row row, String prefix) {
      Instant at = instant(row, prefix + "_at");
      return at == null
          ? null
          : new Pending(at, row.getString(prefix + "_message"), row.getUUID(prefix + "_client_id"));
    }

    @Override
    public String toString() {
      return "Pending[" + at + "]";
    }
  }

  static Standing from(Row row) {
    return new Standing(
        instant(row, "since"),
        row.getBoolean("blocks"),
        row.getBoolean("blocked"),
        Pending.from(row, "outgoing"),
        Pending.from(row, "incoming"),
        row.getBoolean("writable"));
  }

  boolean areContacts() {
    return since != null;
  }

  /** As the one may know it: who is blocked sees neither that nor that a request is not read. */
  Relation relation(UUID other) {
    if (areContacts()) {
      return relation(other, State.CONTACT, null, since);
    }
    if (outgoing != null) {
      return relation(other, State.OUTGOING, outgoing.message(), outgoing.at());
    }
    return incoming != null && !blocks
        ? relation(other, State.INCOMING, incoming.message(), incoming.at())
        : relation(other, State.NONE, null, null);
  }

  private Relation relation(UUID other, State state, String message, Instant at) {
    return new Relation(other, state, blocks, writable && !blocks, message, at);
  }

  private static Instant instant(Row row, String column) {
    var time = row.get(OffsetDateTime.class, column);
    return time == null ? null : time.toInstant();
  }
}
