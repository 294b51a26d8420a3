package io.gumzo.sockets;

/** Why a socket is closed. 4000–4499: reconnect with back-off; 4500–4999 and 1009: do not. */
public enum CloseCode {
  DRAINING(4000, "the node drains"),
  TOKEN_EXPIRED(4001, "the access token expired"),
  NOT_AUTHENTICATED(4002, "no authenticate in time"),
  TOO_SLOW(4003, "too slow"),
  NO_HEARTBEAT(4004, "no heartbeat"),
  PAUSED(4005, "the node was paused or is overloaded"),
  MALFORMED(4500, "not a frame"),
  BINARY(4501, "binary frames are not understood"),
  BEFORE_AUTHENTICATE(4502, "authenticate first"),
  TOKEN_INVALID(4503, "the token is not valid"),
  REVOKED(4504, "signed out or access revoked"),
  /** A code of the WebSocket protocol itself. */
  FRAME_TOO_LARGE(1009, "the frame is too large");

  private final short code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = (short) code;
    this.reason = reason;
  }

  public short code() {
    return code;
  }

  public String reason() {
    return reason;
  }
}
