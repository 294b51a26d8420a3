package io.gumzo.testing;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What PostgreSQL holds, read past the product. */
public final class Stored {
  /**
   * One event.
   *
   * @param what a message's id, client id and text; any other event's data
   */
  public record Entry(long position, String type, String what) {
    /** A message as a command or a request answers it. */
    public static Entry ofMessage(JsonObject message) {
      return new Entry(
          message.getLong("position"),
          "message-posted",
          message(
              message.getString("id"), message.getString("clientId"), message.getString("text")));
    }

    /** A message's. */
    public String clientId() {
      return what.split(" ", 3)[1];
    }

    /** As a client got it. */
    public static Entry of(JsonObject event) {
      var data = event.getJsonObject("data");
      String type = event.getString("type");
      return type.equals("message-posted")
          ? ofMessage(data)
          : new Entry(event.getLong("position"), type, data.encode());
    }
  }

  private Stored() {}

  /** A whole stream, in order. */
  public static List<Entry> stream(String postgresUrl, UUID stream) {
    var entries = new ArrayList<Entry>();
    try (var connection = TestServers.connect(postgresUrl);
        var statement =
            connection.prepareStatement(
                """
                SELECT position, 'message-posted', id::text, client_id::text, text
                FROM messages WHERE conversation_id = ?
                UNION ALL
                SELECT position, type, NULL, NULL, data FROM events WHERE stream_id = ?
                ORDER BY 1
                """)) {
      statement.setObject(1, stream);
      statement.setObject(2, stream);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          String text = rows.getString(5);
          entries.add(
              new Entry(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getString(3) == null
                      ? new JsonObject(text).encode()
                      : message(rows.getString(3), rows.getString(4), text)));
        }
      }
      return entries;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String message(String id, String clientId, String text) {
    return "%s %s %s".formatted(id, clientId, text);
  }
}
