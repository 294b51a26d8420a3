package io.gumzo.profiles;

import io.vertx.core.buffer.Buffer;

/**
 * A picture at one size.
 *
 * @param size the pixels of each side
 * @param bytes JPEG without metadata
 */
record Rendition(int size, Buffer bytes) {}
