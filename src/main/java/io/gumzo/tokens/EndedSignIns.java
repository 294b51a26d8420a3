package io.gumzo.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

/**
 * Devices that were signed out while access tokens of theirs may still be good. Kept for as long as
 * such a token lives, so there are no more of them than sign-ins of that time, which cost a
 * password each. May be used from every thread.
 */
final class EndedSignIns {
  private final Cache<UUID, Boolean> ended;

  EndedSignIns(Duration tokenLife) {
    this.ended = Caffeine.newBuilder().expireAfterWrite(tokenLife).build();
  }

  void add(Collection<UUID> signIns) {
    signIns.forEach(id -> ended.put(id, true));
  }

  boolean contains(UUID signIn) {
    return ended.getIfPresent(signIn) != null;
  }
}
