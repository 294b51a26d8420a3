package io.gumzo.leaving;

import io.gumzo.accounts.Belongings;
import io.gumzo.bus.Command;
import java.util.UUID;

/** One page of one file of an export. */
record ReadExport(UUID account, String file, String after) {
  static final Command<ReadExport, Belongings.Page> COMMAND =
      new Command<>("read-export", ReadExport.class, Belongings.Page.class);
}
