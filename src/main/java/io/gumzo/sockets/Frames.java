package io.gumzo.sockets;

/** A capability's side of the socket's contract: which commands it serves. */
public interface Frames {
  void bind(FrameTable table);
}
