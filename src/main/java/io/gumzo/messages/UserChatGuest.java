package io.gumzo.messages;

import io.gumzo.tokens.Principal;

/**
 * Who is at a simple socket.
 *
 * @param byToken with an access token, which may be renewed; else with a browser's cookie
 */
record UserChatGuest(Principal principal, boolean byToken) {
  /** With another token of the same account. */
  UserChatGuest renewed(Principal verified) {
    return new UserChatGuest(verified, byToken);
  }
}
