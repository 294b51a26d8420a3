package io.gumzo.conversations;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import java.util.List;
import java.util.stream.Collectors;

/** As the contract's schema {@code EventPage}; the events are written as they are delivered. */
record EventList(@JsonRawValue String items, long head) {
  static EventList of(Streams.EventPage page) {
    List<StreamEvent> events = page.events();
    return new EventList(
        events.stream()
            .map(event -> event.json().toString())
            .collect(Collectors.joining(",", "[", "]")),
        page.head());
  }
}
