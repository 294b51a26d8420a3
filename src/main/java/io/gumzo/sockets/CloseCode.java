package io.gumzo.sockets;

import io.gumzo.http.Breach;

/**
 * Why a socket is closed. 4000–4499: reconnect with back-off; 4500–4999 and those of the WebSocket
 * protocol itself (below 4000): do not.
 */
public enum CloseCode {
  DRAINING(4000, "the node drains"),
  TOKEN_EXPIRED(4001, "the access token expired"),
  NOT_AUTHENTICATED(4002, "no authenticate in time"),
  TOO_SLOW(4003, "too slow"),
  NO_HEARTBEAT(4004, "no heartbeat"),
  PAUSED(4005, "the node was paused or is overloaded"),
  MALFORMED(4500, "not a frame"),
  BEFORE_AUTHENTICATE(4502, "authenticate first"),
  TOKEN_INVALID(4503, "the token is not valid"),
  REVOKED(4504, "signed out or access revoked"),
  PROTOCOL_ERROR(1002, "the frames break RFC 6455"),
  BINARY(1003, "binary messages are not understood"),
  NOT_UTF8(1007, "the text is not UTF-8"),
  FRAME_TOO_LARGE(1009, "the message is too large");

  private final short code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = (short) code;
    this.reason = reason;
  }

  public static CloseCode of(Breach breach) {
    return switch (breach) {
      case PROTOCOL_ERROR -> PROTOCOL_ERROR;
      case BINARY -> BINARY;
      case NOT_UTF8 -> NOT_UTF8;
      case TOO_LARGE -> FRAME_TOO_LARGE;
    };
  }

  public short code() {
    return code;
  }

  public String reason() {
    return reason;
  }
}
