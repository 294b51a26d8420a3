package io.gumzo.http;

import io.vertx.core.buffer.Buffer;

/**
 * An answer that is not JSON and is never another under the same address, so whoever has it need
 * not ask again.
 *
 * @param type such as {@code image/jpeg}
 */
public record Content(Buffer bytes, String type) {}
