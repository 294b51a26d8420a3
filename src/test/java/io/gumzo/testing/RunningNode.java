package io.gumzo.testing;

/** A node that a test started. */
public interface RunningNode extends AutoCloseable {
  /** Where it serves the API and the sockets. */
  int port();

  /** Where it serves metrics and health. */
  int managementPort();

  /** False once it was stopped or killed. */
  boolean alive();

  default Api api() {
    return new Api(port());
  }

  @Override
  void close();
}
