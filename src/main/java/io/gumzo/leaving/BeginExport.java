package io.gumzo.leaving;

import io.gumzo.bus.Command;
import io.gumzo.sessions.ProveIdentity;
import java.util.List;

/** Which files an export has. Fails as {@link ProveIdentity}, and with {@code THROTTLED}. */
record BeginExport(ProveIdentity proof) {
  static final Command<BeginExport, Files> COMMAND =
      new Command<>("begin-export", BeginExport.class, Files.class);

  record Files(List<String> names) {}
}
