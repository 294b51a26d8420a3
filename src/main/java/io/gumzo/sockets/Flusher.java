package io.gumzo.sockets;

import io.vertx.core.Context;
import java.util.ArrayList;

/** Flushes what was written to the sockets of one event loop, once at the end of its turn. */
final class Flusher {
  private final Context loop;
  private ArrayList<Wire> written = new ArrayList<>();
  private ArrayList<Wire> flushing = new ArrayList<>();

  Flusher(Context loop) {
    this.loop = loop;
  }

  void add(Wire wire) {
    if (written.isEmpty()) {
      loop.runOnContext(turnEnds -> flush());
    }
    written.add(wire);
  }

  private void flush() {
    ArrayList<Wire> now = written;
    written = flushing;
    flushing = now;
    now.forEach(Wire::flush);
    now.clear();
  }
}
