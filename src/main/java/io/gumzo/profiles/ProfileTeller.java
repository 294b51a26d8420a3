package io.gumzo.profiles;

import io.gumzo.accounts.Profile;
import io.gumzo.bus.Bus;
import io.gumzo.streams.Audience;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a changed profile: to the person's own devices by an event of their personal stream, and to
 * everybody who shares a conversation with them for the moment. Who is away learns of it on
 * returning, by {@link ProfileChanges}.
 */
final class ProfileTeller {
  static final String TYPE = "profile-changed";

  private static final Logger LOG = LoggerFactory.getLogger(ProfileTeller.class);

  /** Of more than these the others see the change with what they load next. */
  private static final int MOST_TOLD = 5_000;

  private final ProfileRepository profiles;
  private final Bus bus;

  ProfileTeller(ProfileRepository profiles, Bus bus) {
    this.profiles = profiles;
    this.bus = bus;
  }

  /**
   * After the commit; nobody waits for it.
   *
   * @param own the event that was appended to the person's own stream
   */
  void tell(StreamEvent own, Profile profile) {
    bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(own)));
    profiles
        .acquainted(profile.id(), MOST_TOLD)
        .onSuccess(others -> tell(others, own.at(), profile))
        .onFailure(failure -> LOG.warn("A changed profile was not told: {}", failure.toString()));
  }

  private void tell(List<UUID> others, Instant at, Profile profile) {
    if (others.isEmpty()) {
      return;
    }
    var events = new ArrayList<StreamEvent>(others.size());
    for (UUID other : others) {
      events.add(StreamEvent.ephemeral(other, TYPE, at, Audience.account(other), profile));
    }
    bus.tell(Streams.COMMITTED, new Streams.Batch(events));
  }
}
