package io.gumzo.streams;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Reads the events of a stream that the account may see. Fails with {@code NOT_A_MEMBER}.
 *
 * @param after the last position that the reader has, from 0
 * @param limit 1–500
 */
public record ReadEvents(UUID account, UUID stream, long after, int limit) {
  public static final Command<ReadEvents, Streams.EventPage> COMMAND =
      new Command<>("read-events", ReadEvents.class, Streams.EventPage.class);
}
