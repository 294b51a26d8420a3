package io.gumzo.http;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** How a client's WebSocket frames break RFC 6455, or the limits of this server. */
public enum Breach {
  /** Framing, or a close code that the standard does not allow. */
  PROTOCOL_ERROR,
  /** A binary message. */
  BINARY,
  /** Text that is not UTF-8. */
  NOT_UTF8,
  /** A message far over the limit. */
  TOO_LARGE;

  static Breach of(WebSocketCloseStatus status) {
    if (status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      return TOO_LARGE;
    }
    return status.equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA) ? NOT_UTF8 : PROTOCOL_ERROR;
  }
}
