package io.gumzo.cli;

/** A server that a start needs and cannot use. */
final class Unusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String server;
  private final String key;
  private final boolean mayPass;

  /**
   * @param server name and address
   * @param key of the setting that says where it is
   * @param mayPass whether a later attempt may succeed
   */
  Unusable(String server, String reason, String key, boolean mayPass) {
    super(reason);
    this.server = server;
    this.key = key;
    this.mayPass = mayPass;
  }

  boolean mayPass() {
    return mayPass;
  }

  String waiting(int seconds) {
    return "Waiting up to %d s for %s (%s) …".formatted(seconds, server, getMessage());
  }

  /**
   * @param waited in seconds; 0 when it was not waited for
   */
  Failure failure(int waited) {
    var after = waited == 0 ? "" : " after %d s".formatted(waited);
    return new Failure(
        ExitCode.SERVER,
        "%s cannot be used%s: %s. Start it, or correct %s."
            .formatted(server, after, getMessage(), key),
        this);
  }
}
