package io.gumzo.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log once when sign-ins come from one peer alone that forwards them for others and is
 * not trusted: every limit per address then counts all people as one. Shared by all event loops.
 */
final class UnnamedProxy {
  private static final Logger LOG = LoggerFactory.getLogger(UnnamedProxy.class);
  private static final String SIGN_IN = "/api/v1/sessions";

  /** Sign-ins in a row: of one person alone they are seldom so many. */
  private static final int ENOUGH = 10;

  private String peer = "";
  private int inARow;
  private volatile boolean told;

  /**
   * @param header that a proxy adds
   */
  void watch(HttpServerRequest request, String from, String header) {
    if (!told && request.method().equals(HttpMethod.POST) && SIGN_IN.equals(request.path())) {
      count(from, request.headers().contains(header));
    }
  }

  private synchronized void count(String from, boolean forwarded) {
    inARow = !forwarded ? 0 : from.equals(peer) ? inARow + 1 : 1;
    peer = from;
    if (inARow >= ENOUGH && !told) {
      told = true;
      LOG.warn(
          "The last {} sign-ins all came from {}, with X-Forwarded-For. If that is a proxy of"
              + " yours, add it to http.trustedProxies: until then limits per address take all"
              + " people for one.",
          ENOUGH,
          from);
    }
  }
}
