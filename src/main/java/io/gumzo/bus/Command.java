package io.gumzo.bus;

/**
 * The name and the types of one thing that may be asked of this node.
 *
 * <p>A command is local: a node answers itself and never asks another. {@code Q} and {@code A} are
 * immutable and passed as they are.
 *
 * @param name in the imperative, such as {@code post-message}; unique in the node
 */
public record Command<Q, A>(String name, Class<Q> question, Class<A> answer) {
  String address() {
    return "command." + name;
  }
}
