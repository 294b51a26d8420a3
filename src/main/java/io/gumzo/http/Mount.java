package io.gumzo.http;

import io.vertx.ext.web.Router;

/** What is served beside the contract: sockets, documents, static files. Once per event loop. */
public interface Mount {
  void on(Router router);
}
