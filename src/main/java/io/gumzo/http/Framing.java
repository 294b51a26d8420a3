package io.gumzo.http;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.HostAndPort;
import java.util.List;

/**
 * Behind the decoder of a connection: refuses a request whose end or whose host a proxy may
 * understand in another way (RFC 9112, 3.2 and 6.3). Nothing that follows it is a request: the
 * connection is closed once the refusal is written.
 */
final class Framing extends ChannelInboundHandlerAdapter {
  private final RequestDeadline deadline;
  private boolean refused;

  Framing(RequestDeadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      deadline.headCame();
      Problem broken = request.decoderResult().isSuccess() ? broken(request) : null;
      if (broken != null) {
        refused = true;
        deadline.bodyCame();
        request.setDecoderResult(DecoderResult.failure(broken));
        request.setProtocolVersion(HttpVersion.HTTP_1_1); // in which it is answered
        context.fireChannelRead(request);
        context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        return;
      }
    }
    if (message instanceof LastHttpContent) {
      deadline.bodyCame();
    } else if (message instanceof HttpContent part) {
      deadline.partCame(part.content().readableBytes());
    }
    context.fireChannelRead(message);
  }

  /** Null for a request that everybody reads in the same way. */
  private static Problem broken(HttpRequest request) {
    HttpHeaders headers = request.headers();
    HttpVersion version = request.protocolVersion();
    boolean isNew = version.equals(HttpVersion.HTTP_1_1);
    if (!isNew && !version.equals(HttpVersion.HTTP_1_0)) {
      return Problem.of(ProblemType.INVALID_REQUEST, "want HTTP/1.1");
    }
    if (!isFramed(headers, isNew)) {
      return Problem.invalid(
          "Transfer-Encoding", "framing", "must be 'chunked', without a Content-Length");
    }
    if (headers.contains("")) {
      return Problem.of(ProblemType.INVALID_REQUEST, "a header has no name");
    }
    if (headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size() > 1) {
      return Problem.invalid("Content-Length", "framing", "must be there once");
    }
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    if (hosts.size() > 1 || hosts.isEmpty() && isNew) {
      return Problem.invalid("Host", "host", "must be there once");
    }
    if (!hosts.isEmpty() && !isHost(hosts.getFirst())) {
      return Problem.invalid("Host", "host", "must be a host, or a host and a port");
    }
    return headers.getAll(HttpHeaderNames.EXPECT).stream()
            .allMatch(HttpHeaderValues.CONTINUE::contentEqualsIgnoreCase)
        ? null
        : Problem.of(ProblemType.EXPECTATION_FAILED);
  }

  private static boolean isHost(String value) {
    return !value.isEmpty() && HostAndPort.parseAuthority(value, -1) != null;
  }

  private static boolean isFramed(HttpHeaders headers, boolean isNew) {
    List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return encodings.isEmpty()
        || isNew
            && encodings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.getFirst())
            && !headers.contains(HttpHeaderNames.CONTENT_LENGTH);
  }
}
