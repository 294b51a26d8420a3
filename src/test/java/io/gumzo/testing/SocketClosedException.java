package io.gumzo.testing;

/** The socket closed before the answer came. */
public final class SocketClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  SocketClosedException(int code) {
    super("the socket closed with " + code);
    this.code = code;
  }

  public int code() {
    return code;
  }
}
