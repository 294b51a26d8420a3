package io.gumzo.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of a {@link Reply} that is too large to be held: a file that is written as it is read.
 *
 * @param writer writes all of it, waiting for each part to be taken; called once
 */
public record Download(
    String contentType, String fileName, Function<WriteStream<Buffer>, Future<Void>> writer) {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);

  /** Whoever receives it sees by the connection's end, before the body's, that it is not whole. */
  void to(HttpServerResponse response) {
    response
        .setChunked(true)
        .putHeader("Content-Type", contentType)
        .putHeader("Content-Disposition", "attachment; filename=\"%s\"".formatted(fileName));
    writer
        .apply(response)
        .compose(written -> response.end())
        .onFailure(
            failure -> {
              LOG.warn("A download was cut short: {}", failure.toString());
              if (!response.closed()) {
                response.reset();
              }
            });
  }
}
