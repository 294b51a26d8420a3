package io.gumzo.sockets;

import io.gumzo.streams.StreamEvent;
import io.gumzo.tokens.Principal;
import io.vertx.core.json.JsonObject;

/** The event of a personal stream that ends the sockets of one signed-in device. */
public final class SignedOut {
  private static final String TYPE = "signed-out";

  private SignedOut() {}

  public static boolean ends(StreamEvent event, Principal principal) {
    return event.type().equals(TYPE)
        && event.stream().equals(principal.account())
        && new JsonObject(event.json())
            .getJsonObject("data")
            .getString("signInId", "")
            .equals(principal.signIn().toString());
  }
}
