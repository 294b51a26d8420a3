package io.gumzo.edge;

import static io.gumzo.testing.RawWebSocket.BINARY;
import static io.gumzo.testing.RawWebSocket.CLOSE;
import static io.gumzo.testing.RawWebSocket.CONTINUATION;
import static io.gumzo.testing.RawWebSocket.FIN;
import static io.gumzo.testing.RawWebSocket.PING;
import static io.gumzo.testing.RawWebSocket.PONG;
import static io.gumzo.testing.RawWebSocket.TEXT;
import static io.gumzo.testing.RawWebSocket.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The groups of cases that Autobahn's test suite has, played with frames that our sockets take. */
final class WebSocketCases {
  static final int LIMIT = 262_144;

  /** A name, and what it does with a socket that was just opened. */
  record Case(String name, Consumer<SocketPeer> play) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final byte[] NONE = {};
  private final List<Case> cases = new ArrayList<>();

  static List<Case> all() {
    var all = new WebSocketCases();
    all.framing();
    all.pings();
    all.reserved();
    all.fragmentation();
    all.closing();
    all.limits();
    return all.cases;
  }

  private void add(String name, Consumer<SocketPeer> play) {
    cases.add(new Case(name, play));
  }

  /** What ends the socket, alone and right behind what is answered. */
  private void breach(String name, int code, byte[] bytes) {
    add(
        name,
        peer -> {
          peer.sendRaw(bytes);
          peer.mustClose(code);
        });
    add(
        name + " behind a message",
        peer -> {
          peer.send(FIN | TEXT, peer.command("before"));
          peer.mustAnswer("before");
          peer.sendRaw(join(bytes, frame(FIN | PING, bytes("not answered"))));
          peer.mustClose(code);
        });
  }

  private void framing() {
    for (int bytes : List.of(125, 126, 127, 128, 65_535, 65_536, LIMIT)) {
      add(
          "1 text of " + bytes,
          peer -> {
            peer.send(FIN | TEXT, peer.command("habari", bytes));
            peer.mustAnswer("habari");
            peer.mustGoOn();
          });
    }
    for (int piece : List.of(1, 997)) {
      add(
          "1 text in pieces of " + piece,
          peer -> {
            peer.sendInPieces(FIN | TEXT, peer.command("habari", 2_000), piece);
            peer.mustAnswer("habari");
          });
    }
    breach("1 binary", 1003, frame(FIN | BINARY, bytes("{}")));
    breach("1 binary, empty", 1003, frame(FIN | BINARY, NONE));
    breach("1 binary in fragments", 1003, frame(BINARY, bytes("{")));
    breach("1 not masked", 1002, new byte[] {(byte) (FIN | TEXT), 2, '{', '}'});
    breach("1 two bytes for a small length", 1002, header(FIN | TEXT, 126, 0, 125));
    breach(
        "1 eight bytes for a small length", 1002, header(FIN | TEXT, 127, 0, 0, 0, 0, 0, 0, 1, 0));
    breach("1 negative length", 1002, header(FIN | TEXT, 127, 255, 0, 0, 0, 0, 0, 0, 0));
    breach("1 a length beyond all", 1009, header(FIN | TEXT, 127, 127, 0, 0, 0, 0, 0, 0, 0));
  }

  private void pings() {
    for (byte[] payload : List.of(NONE, bytes("habari"), filled(125, 0xfe))) {
      add(
          "2 ping of " + payload.length,
          peer -> {
            peer.send(FIN | PING, payload);
            peer.mustPong(payload);
            peer.sendInPieces(FIN | PING, payload, 1);
            peer.mustPong(payload);
          });
    }
    add(
        "2 ten pings at once",
        peer -> {
          var bytes = new ByteArrayOutputStream();
          IntStream.range(0, 10)
              .forEach(number -> bytes.writeBytes(frame(FIN | PING, bytes("ping " + number))));
          peer.sendRaw(bytes.toByteArray());
          IntStream.range(0, 10).forEach(number -> peer.mustPong(bytes("ping " + number)));
        });
    add(
        "2 pongs that nobody asked for",
        peer -> {
          peer.send(FIN | PONG, NONE);
          peer.send(FIN | PONG, "habari");
          peer.mustGoOn();
        });
    breach("2 ping of 126", 1002, frame(FIN | PING, filled(126, 0xfe)));
  }

  private void reserved() {
    for (int bits : List.of(0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70)) {
      breach("3 reserved bits %x".formatted(bits), 1002, frame(FIN | bits | TEXT, bytes("{}")));
    }
    breach("3 reserved bits of a ping", 1002, frame(FIN | 0x40 | PING, NONE));
    breach("3 reserved bits of a close frame", 1002, frame(FIN | 0x70 | CLOSE, NONE));
    for (int opcode : List.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)) {
      breach("4 opcode " + opcode, 1002, frame(FIN | opcode, NONE));
      breach("4 opcode %d with a payload".formatted(opcode), 1002, frame(FIN | opcode, bytes("x")));
    }
  }

  private void fragmentation() {
    for (int parts : List.of(2, 3, 7)) {
      add("5 text in " + parts, peer -> fragments(peer, split(peer.command("habari"), parts), 0));
      add(
          "5 text in %d with pings between".formatted(parts),
          peer -> fragments(peer, split(peer.command("habari"), parts), 1));
    }
    add(
        "5 empty fragments before, between and behind",
        peer -> {
          byte[] command = peer.command("habari");
          fragments(peer, List.of(NONE, command, NONE), 0);
          fragments(peer, List.of(NONE, NONE, command), 0);
          fragments(peer, List.of(command, NONE, NONE), 0);
        });
    add(
        "5 many tiny fragments",
        peer -> fragments(peer, split(peer.command("habari", 3_000), 3_000), 0));
    breach("5 ping in fragments", 1002, frame(PING, bytes("a")));
    breach("5 pong in fragments", 1002, frame(PONG, bytes("a")));
    breach("5 close frame in fragments", 1002, frame(CLOSE, NONE));
    breach("5 nothing to continue", 1002, frame(FIN | CONTINUATION, bytes("a")));
    breach("5 nothing to continue, and more to come", 1002, frame(CONTINUATION, bytes("a")));
    breach("5 a text within a text", 1002, join(frame(TEXT, bytes("{")), frame(FIN | TEXT, NONE)));
    breach("5 binary within a text", 1002, join(frame(TEXT, bytes("{")), frame(BINARY, NONE)));
    breach(
        "5 binary that continues as text",
        1003,
        join(frame(BINARY, bytes("{")), frame(FIN | CONTINUATION, NONE)));
  }

  private static void fragments(SocketPeer peer, List<byte[]> parts, int pings) {
    for (int part = 0; part < parts.size(); part++) {
      int fin = part == parts.size() - 1 ? FIN : 0;
      peer.send(fin | (part == 0 ? TEXT : CONTINUATION), parts.get(part));
      if (fin == 0 && pings > 0) {
        peer.send(FIN | PING, "between");
        peer.mustPong(bytes("between"));
      }
    }
    peer.mustAnswer("habari");
  }

  private void closing() {
    for (int code : List.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 4999)) {
      add(
          "7 close " + code,
          peer -> {
            peer.sendRaw(
                join(closeFrame(code, bytes("kwaheri")), frame(FIN | PING, NONE), frame(1, NONE)));
            peer.mustClose(code);
          });
    }
    add(
        "7 close without a code",
        peer -> {
          peer.send(FIN | CLOSE, NONE);
          peer.mustClose(1000);
        });
    add(
        "7 close between fragments",
        peer -> {
          peer.send(TEXT, "{");
          peer.sendRaw(closeFrame(1000, NONE));
          peer.mustClose(1000);
        });
    add(
        "7 close with the longest reason",
        peer -> {
          peer.sendRaw(closeFrame(1000, filled(123, 'a')));
          peer.mustClose(1000);
        });
    for (int code :
        List.of(0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32_768, 65_535)) {
      breach("7 close " + code, 1002, closeFrame(code, NONE));
    }
    breach("7 close with half of a code", 1002, frame(FIN | CLOSE, new byte[] {3}));
    breach("7 close with too long a reason", 1002, closeFrame(1000, filled(124, 'a')));
    breach(
        "7 close with a reason that is no text", 1007, closeFrame(1000, bytes(0xce, 0xba, 0xe1)));
  }

  private void limits() {
    add(
        "9 over the limit is refused and the socket goes on",
        peer -> {
          peer.send(FIN | TEXT, peer.command("large", LIMIT + 1));
          peer.mustRefuse("large");
          fragmentsOf(peer, peer.command("larger", 2 * LIMIT), 60_000);
          peer.mustRefuse("larger");
          peer.mustGoOn();
        });
    add(
        "9 a frame far over the limit",
        peer -> {
          peer.send(FIN | TEXT, peer.command("large", 2 * LIMIT + 1));
          peer.mustClose(1009);
        });
    add(
        "9 fragments far over the limit",
        peer -> {
          fragmentsOf(peer, peer.command("large", 2 * LIMIT + 1), 60_000);
          peer.mustClose(1009);
        });
  }

  private static void fragmentsOf(SocketPeer peer, byte[] message, int bytes) {
    for (int at = 0; at < message.length; at += bytes) {
      int end = Math.min(message.length, at + bytes);
      int fin = end == message.length ? FIN : 0;
      peer.send(fin | (at == 0 ? TEXT : CONTINUATION), Arrays.copyOfRange(message, at, end));
    }
  }

  private static List<byte[]> split(byte[] bytes, int parts) {
    return IntStream.range(0, parts)
        .mapToObj(
            part ->
                Arrays.copyOfRange(
                    bytes, bytes.length * part / parts, bytes.length * (part + 1) / parts))
        .toList();
  }

  private static byte[] closeFrame(int code, byte[] reason) {
    return frame(FIN | CLOSE, join(ByteBuffer.allocate(2).putShort((short) code).array(), reason));
  }

  /** A masked frame's header that is not what it must be. */
  private static byte[] header(int firstByte, int length, int... extended) {
    return join(new byte[] {(byte) firstByte, (byte) (0x80 | length)}, bytes(extended));
  }

  static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int index = 0; index < values.length; index++) {
      bytes[index] = (byte) values[index];
    }
    return bytes;
  }
}
