package io.gumzo.sockets;

import io.gumzo.json.Fields;
import io.gumzo.tokens.Principal;
import java.util.UUID;

/** One command from a socket, valid by {@code asyncapi.yaml}. */
public record Frame(Principal principal, Fields fields) {
  public UUID account() {
    return principal.account();
  }
}
