package io.gumzo.sockets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A frame over the limit: only looked through, to answer it. */
final class LargeFrame {
  private static final JsonFactory JSON = new JsonFactory();

  private LargeFrame() {}

  /** Its {@code ref}; null when it has none, or cannot be read up to there. */
  static String ref(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("ref")) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException unreadable) {
      return null;
    }
  }
}
