package io.gumzo.sockets;

import io.gumzo.streams.StreamEvent;
import io.netty.buffer.ByteBuf;

/**
 * An event on its way to sockets of this node.
 *
 * @param frame as it goes over the wire, encoded once for all sockets. It may be used as long as
 *     {@link Receiver#receive} runs; whoever keeps it longer retains it, and releases it then.
 */
public record Delivered(StreamEvent event, ByteBuf frame) {}
