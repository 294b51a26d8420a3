package io.gumzo.testing;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Any request whatever, sent as it is written: nothing is checked, encoded or put right. */
public final class RawHttp {
  private static final HttpClient CLIENT =
      Clients.VERTX.createHttpClient(
          new HttpClientOptions()
              .setDefaultHost("127.0.0.1")
              .setConnectTimeout(5_000)
              .setMaxPoolSize(50));
  private static final long TIMEOUT_MILLIS = 20_000;

  private RawHttp() {}

  /** What came back. */
  public record Response(int status, MultiMap headers, Buffer body) {
    public String header(String name) {
      return headers.get(name);
    }

    /**
     * @throws AssertionError when the body is something else
     */
    public JsonObject json() {
      try {
        return body.toJsonObject();
      } catch (DecodeException | ClassCastException other) {
        throw new AssertionError("status %d, not a JSON object: %s".formatted(status, body), other);
      }
    }
  }

  public static Response get(int port, String uri) {
    return send(port, HttpMethod.GET, uri, Map.of(), null);
  }

  /**
   * @param uri path and query, already encoded
   * @param body null for none
   */
  public static Response send(
      int port, HttpMethod method, String uri, Map<String, String> headers, Buffer body) {
    return Futures.get(ask(port, method, uri, headers, body));
  }

  /** As {@link #send}, without waiting. */
  public static Future<Response> ask(
      int port, HttpMethod method, String uri, Map<String, String> headers, Buffer body) {
    return ask(port, method, uri, MultiMap.caseInsensitiveMultiMap().addAll(headers), body);
  }

  /** As {@link #ask}, with a header as often as it is there. */
  public static Future<Response> ask(
      int port, HttpMethod method, String uri, MultiMap headers, Buffer body) {
    var options =
        new RequestOptions()
            .setPort(port)
            .setMethod(method)
            .setURI(uri)
            .setTimeout(TIMEOUT_MILLIS)
            .setFollowRedirects(false)
            .setHeaders(headers);
    // On the client's own event loop: a body that comes before somebody asks for it is lost.
    return Future.future(
        answered ->
            Clients.VERTX.runOnContext(
                now ->
                    CLIENT
                        .request(options)
                        .compose(request -> body == null ? request.send() : request.send(body))
                        .compose(RawHttp::whole)
                        .onComplete(answered)));
  }

  private static Future<Response> whole(HttpClientResponse response) {
    return response
        .body()
        .map(bytes -> new Response(response.statusCode(), response.headers(), bytes));
  }
}
