package io.gumzo.profiles;

import io.gumzo.accounts.Me;
import io.gumzo.accounts.Profile;
import io.gumzo.bus.Bus;
import io.gumzo.persistence.Database;
import io.gumzo.streams.Audience;
import io.gumzo.streams.EventAppender;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
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
public final class ProfileTeller {
  private static final String TYPE = "profile-changed";

  private static final Logger LOG = LoggerFactory.getLogger(ProfileTeller.class);

  /** Of more than these the others see the change with what they load next. */
  private static final int MOST_TOLD = 5_000;

  private final ProfileRepository profiles;

  public ProfileTeller(Database database) {
    this.profiles = new ProfileRepository(database);
  }

  /** The event of the person's own stream, whose row is locked until the commit. */
  public static Future<StreamEvent> append(SqlConnection transaction, Me me) {
    return EventAppender.append(transaction, me.id(), TYPE, me.profile());
  }

  /**
   * After the commit; nobody waits for it.
   *
   * @param own the event that was appended to the person's own stream
   */
  public void tell(Bus bus, StreamEvent own, Profile profile) {
    bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(own)));
    profiles
        .acquainted(profile.id(), MOST_TOLD)
        .onSuccess(others -> tell(bus, others, own.at(), profile))
        .onFailure(failure -> LOG.warn("A changed profile was not told: {}", failure.toString()));
  }

  private static void tell(Bus bus, List<UUID> others, Instant at, Profile profile) {
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
