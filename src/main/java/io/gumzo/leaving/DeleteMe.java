package io.gumzo.leaving;

import io.gumzo.bus.Command;
import io.gumzo.sessions.ProveIdentity;

/**
 * Deletes the account of who asks. When this is answered nothing personal is left of it and all its
 * devices are signed out; its conversations learn it, and lose its messages when it wished so, in
 * the moments that follow. Fails as {@link ProveIdentity}.
 */
record DeleteMe(ProveIdentity proof, boolean messagesToo) {
  static final Command<DeleteMe, Void> COMMAND =
      new Command<>("delete-me", DeleteMe.class, Void.class);
}
