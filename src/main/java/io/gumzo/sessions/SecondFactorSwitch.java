package io.gumzo.sessions;

import io.gumzo.bus.Bus;
import io.gumzo.streams.EventAppender;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Turns the second factor off within a transaction, and tells the account's devices of changes. */
final class SecondFactorSwitch {
  private record Changed(boolean enabled) {}

  private SecondFactorSwitch() {}

  /** The event to tell after the commit; empty when it was off. */
  static Future<Optional<StreamEvent>> off(SqlConnection transaction, UUID account) {
    return TwoFactorRepository.disable(transaction, account)
        .compose(
            wasOn ->
                wasOn
                    ? append(transaction, account, false).map(Optional::of)
                    : Future.succeededFuture(Optional.empty()));
  }

  static Future<StreamEvent> append(SqlConnection transaction, UUID account, boolean enabled) {
    return EventAppender.append(transaction, account, "two-factor-changed", new Changed(enabled));
  }

  static void tell(Bus bus, Optional<StreamEvent> event) {
    event.ifPresent(one -> bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(one))));
  }
}
