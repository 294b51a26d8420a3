package io.gumzo.sockets;

import io.gumzo.streams.StreamEvent;

/**
 * An event on its way to sockets of this node.
 *
 * @param text the frame, encoded once for all of them
 */
public record Delivered(StreamEvent event, String text) {}
