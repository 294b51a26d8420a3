package io.gumzo.bus;

/**
 * Something that is told to whoever listens on this node. Telling is a fast path that may lose:
 * there is no answer, and nobody may be listening.
 *
 * @param name unique in the node
 */
public record Topic<E>(String name, Class<E> type) {
  String address() {
    return "topic." + name;
  }
}
