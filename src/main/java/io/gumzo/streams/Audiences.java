package io.gumzo.streams;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gumzo.bus.Bus;
import io.vertx.core.Future;
import java.util.Set;
import java.util.UUID;

/**
 * The accounts behind an {@link Audience}, kept per version, so that nothing ever has to be
 * invalidated. Bounded by the sum of the members kept.
 */
public final class Audiences {
  private static final long MOST_MEMBERS = 2_000_000;

  private final Bus bus;
  private final Cache<UUID, Streams.Members> cache =
      Caffeine.newBuilder()
          .maximumWeight(MOST_MEMBERS)
          .weigher((UUID id, Streams.Members members) -> 4 + members.accounts().size())
          .build();

  public Audiences(Bus bus) {
    this.bus = bus;
  }

  /** The accounts if they are at hand, else null. */
  public Set<UUID> peek(Audience audience) {
    if (audience.isOneAccount()) {
      return Set.of(audience.id());
    }
    Streams.Members known = cache.getIfPresent(audience.id());
    return known != null && known.version() == audience.version() ? known.hearing() : null;
  }

  /**
   * The accounts. A version that is history already gives those who are in both: the present
   * members, since whoever was removed meanwhile must not receive anything more, without those who
   * heard nothing then.
   */
  public Future<Set<UUID>> resolve(Audience audience) {
    Set<UUID> known = peek(audience);
    return known != null
        ? Future.succeededFuture(known)
        : bus.ask(Streams.MEMBERS, new Streams.ReadMembers(audience.id()))
            .onSuccess(members -> cache.put(audience.id(), members))
            .map(members -> members.hearing(audience.version()));
  }
}
