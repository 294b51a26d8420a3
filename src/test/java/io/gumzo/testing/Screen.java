package io.gumzo.testing;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Where a client displays what it has. */
public interface Screen {
  /** Each event of a stream once, in order. */
  void display(UUID stream, JsonObject event);
}
