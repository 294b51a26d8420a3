package io.gumzo.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands the same instance over. Only for what never leaves the node. */
final class LocalCodec implements MessageCodec<Object, Object> {
  static final String NAME = "gumzo-local";

  @Override
  public Object transform(Object body) {
    return body;
  }

  @Override
  public void encodeToWire(Buffer buffer, Object body) {
    throw new IllegalStateException("local only: " + body.getClass());
  }

  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    throw new IllegalStateException("local only");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
