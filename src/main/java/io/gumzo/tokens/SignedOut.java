package io.gumzo.tokens;

import io.gumzo.streams.StreamEvent;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/**
 * The event of a personal stream that ends signed-in devices. Every node is told of it: their
 * access tokens are worth nothing from then on, and their sockets close.
 */
public record SignedOut(List<UUID> signInIds) {
  public static final String TYPE = "signed-out";

  public static boolean is(StreamEvent event) {
    return event.type().equals(TYPE);
  }

  /** What the event says. */
  public static SignedOut of(StreamEvent event) {
    return new SignedOut(
        new JsonObject(event.json())
            .getJsonObject("data").getJsonArray("signInIds").stream()
                .map(id -> UUID.fromString((String) id))
                .toList());
  }

  /**
   * Whether one of them ends what this principal is signed in with.
   *
   * @param events of one stream, at least one
   */
  public static boolean ends(List<StreamEvent> events, Principal principal) {
    return events.getFirst().stream().equals(principal.account())
        && events.stream()
            .anyMatch(event -> is(event) && of(event).signInIds().contains(principal.signIn()));
  }
}
