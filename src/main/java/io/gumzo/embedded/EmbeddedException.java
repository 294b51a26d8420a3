package io.gumzo.embedded;

/**
 * A server or its folder that cannot be used; the message is one line for a person, and says what
 * to do.
 */
public final class EmbeddedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmbeddedException(String message) {
    super(message);
  }

  public EmbeddedException(String message, Throwable cause) {
    super(message, cause);
  }
}
