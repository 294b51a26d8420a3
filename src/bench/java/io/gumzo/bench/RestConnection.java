package io.gumzo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;

/**
 * One kept HTTP/1.1 connection, with requests one behind the other. Answers are read as far as
 * their status and length.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends the connection
final class RestConnection extends ChannelInboundHandlerAdapter {
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);

  /** Told of each answer, on the event loop. */
  interface Answered {
    /**
     * @param status 0 when the connection ended instead
     * @param nanos for when it was intended
     */
    void answered(int status, int sender, long nanos);
  }

  private record Sent(int sender, long nanos) {}

  private final int port;
  private final Answered answered;
  private final ArrayDeque<Sent> sent = new ArrayDeque<>();
  private Channel channel;
  private ByteBuf rest;

  RestConnection(int port, Answered answered) {
    this.port = port;
    this.answered = answered;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
  }

  Channel channel() {
    return channel;
  }

  void post(String path, String token, String body, int sender, long nanos) {
    send(
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, port, token, body.length(), body),
        new Sent(sender, nanos));
  }

  void get(String path, String token, int sender, long nanos) {
    send(
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, port, token),
        new Sent(sender, nanos));
  }

  private void send(String request, Sent tag) {
    if (channel.eventLoop().inEventLoop()) {
      sent.add(tag);
      ByteBuf bytes = channel.alloc().buffer(request.length());
      channel.writeAndFlush(bytes.writeBytes(request.getBytes(US_ASCII)), channel.voidPromise());
    } else {
      channel.eventLoop().execute(() -> send(request, tag));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var bytes = (ByteBuf) message;
    if (rest != null) {
      rest.writeBytes(bytes);
      bytes.release();
      bytes = rest;
      rest = null;
    }
    while (answer(bytes)) {
      // The next one, if it is there already.
    }
    if (bytes.isReadable()) {
      rest = context.alloc().buffer(bytes.readableBytes() + 4096).writeBytes(bytes);
    }
    bytes.release();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    while (!sent.isEmpty()) {
      tell(0);
    }
    if (rest != null) {
      rest.release();
      rest = null;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
    context.close();
  }

  private boolean answer(ByteBuf bytes) {
    int from = bytes.readerIndex();
    int end = indexOf(bytes, HEAD_END, from, bytes.writerIndex());
    if (end < 0) {
      return false;
    }
    int at = indexOf(bytes, LENGTH, from, end);
    int length = 0;
    if (at >= 0) {
      for (int digit = at + LENGTH.length; bytes.getByte(digit) != '\r'; digit++) {
        if (bytes.getByte(digit) != ' ') {
          length = length * 10 + bytes.getByte(digit) - '0';
        }
      }
    }
    if (bytes.writerIndex() < end + 4 + length) {
      return false;
    }
    int status =
        (bytes.getByte(from + 9) - '0') * 100
            + (bytes.getByte(from + 10) - '0') * 10
            + bytes.getByte(from + 11)
            - '0';
    bytes.readerIndex(end + 4 + length);
    tell(status);
    return true;
  }

  private void tell(int status) {
    Sent oldest = sent.poll();
    answered.answered(status, oldest.sender, oldest.nanos);
  }

  /** Ignoring case. */
  private static int indexOf(ByteBuf bytes, byte[] wanted, int from, int to) {
    for (int at = from; at <= to - wanted.length; at++) {
      int same = 0;
      while (same < wanted.length
          && (bytes.getByte(at + same) == wanted[same]
              || (bytes.getByte(at + same) | 0x20) == wanted[same])) {
        same++;
      }
      if (same == wanted.length) {
        return at;
      }
    }
    return -1;
  }
}
