package io.gumzo.testing;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All streams as one client has them, and what it displays of them. */
final class StreamCopies {
  private final Map<UUID, StreamCopy> copies = new HashMap<>();
  private final Map<UUID, List<JsonObject>> displayed = new HashMap<>();
  private final Screen screen;

  /**
   * @param screen null to keep what is displayed here
   */
  StreamCopies(Screen screen) {
    this.screen = screen == null ? this::keep : screen;
  }

  StreamCopy of(UUID stream) {
    return copies.computeIfAbsent(
        stream, unknown -> new StreamCopy(event -> screen.display(stream, event)));
  }

  List<UUID> known() {
    return List.copyOf(copies.keySet());
  }

  /** What the client has, of so many streams at the most. */
  Map<UUID, Long> positions(int most) {
    Map<UUID, Long> positions = new HashMap<>();
    copies.entrySet().stream()
        .limit(most)
        .forEach(each -> positions.put(each.getKey(), each.getValue().have()));
    return positions;
  }

  List<JsonObject> displayed(UUID stream) {
    return List.copyOf(displayed.getOrDefault(stream, List.of()));
  }

  private void keep(UUID stream, JsonObject event) {
    displayed.computeIfAbsent(stream, first -> new ArrayList<>()).add(event);
  }
}
