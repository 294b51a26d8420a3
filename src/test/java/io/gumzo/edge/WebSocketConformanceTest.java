package io.gumzo.edge;

import static io.gumzo.edge.WebSocketCases.bytes;
import static io.gumzo.edge.WebSocketCases.join;
import static io.gumzo.testing.RawWebSocket.CONTINUATION;
import static io.gumzo.testing.RawWebSocket.FIN;
import static io.gumzo.testing.RawWebSocket.TEXT;

import io.gumzo.edge.SocketPeer.Kind;
import io.gumzo.edge.WebSocketCases.Case;
import io.gumzo.testing.ErrorLog;
import io.gumzo.testing.Person;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sockets keep RFC 6455, whatever a client sends. */
@ExtendWith({Edge.class, ErrorLog.class})
class WebSocketConformanceTest {
  /** What no text holds: cut off, overlong, surrogates, beyond the last character, alone. */
  private static final List<byte[]> NO_TEXT =
      List.of(
          bytes(0x80),
          bytes(0xbf, 0x80),
          bytes(0xc0, 0x80),
          bytes(0xc1, 0xbf),
          bytes(0xc3),
          bytes(0xe0, 0x80, 0x80),
          bytes(0xe0, 0x9f, 0xbf),
          bytes(0xe1, 0x80),
          bytes(0xed, 0xa0, 0x80),
          bytes(0xed, 0xbf, 0xbf),
          bytes(0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80),
          bytes(0xf0, 0x80, 0x80, 0x80),
          bytes(0xf0, 0x8f, 0xbf, 0xbf),
          bytes(0xf0, 0x90, 0x80),
          bytes(0xf4, 0x90, 0x80, 0x80),
          bytes(0xf5, 0x80, 0x80, 0x80),
          bytes(0xf8, 0x88, 0x80, 0x80, 0x80),
          bytes(0xfc, 0x84, 0x80, 0x80, 0x80, 0x80),
          bytes(0xfe),
          bytes(0xff),
          bytes(
              0xce, 0xba, 0xe1, 0xbd, 0xb9, 0xcf, 0x83, 0xce, 0xbc, 0xce, 0xb5, 0xed, 0xa0, 0x80));

  /** The first and last of each length, what stands beside surrogates, and no characters. */
  private static final String TEXTS =
      "\u007f\u0080\u07ff\u0800\ud7ff\ue000\ufffd\ufffe\uffff" + "\ud800\udc00\udbff\udfff κόσμε";

  private static Person person;
  private static UUID conversation;

  @BeforeAll
  static void meet() {
    person = Person.signUp(Edge.api());
    conversation = person.conversationWith(Edge.api(), Person.signUp(Edge.api()));
  }

  static Stream<Arguments> cases() {
    return Stream.of(Kind.values())
        .flatMap(kind -> WebSocketCases.all().stream().map(each -> Arguments.of(kind, each)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void it_keeps_the_standard(Kind kind, Case one) {
    try (var peer = open(kind)) {
      one.play().accept(peer);
    }
  }

  @ParameterizedTest
  @EnumSource
  void texts_come_whole_wherever_they_are_cut(Kind kind) {
    try (var peer = open(kind)) {
      byte[] command = peer.command(TEXTS);
      peer.send(FIN | TEXT, command);
      peer.mustAnswer(TEXTS);
      for (int cut = 0; cut <= command.length; cut++) {
        peer.send(TEXT, java.util.Arrays.copyOfRange(command, 0, cut));
        peer.send(FIN | CONTINUATION, java.util.Arrays.copyOfRange(command, cut, command.length));
        peer.mustAnswer(TEXTS);
      }
      peer.send(TEXT, new byte[0]);
      for (byte each : command) {
        peer.send(CONTINUATION, new byte[] {each});
      }
      peer.send(FIN | CONTINUATION, new byte[0]);
      peer.mustAnswer(TEXTS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_no_utf_8_closes_with_1007(Kind kind) {
    for (byte[] bad : NO_TEXT) {
      byte[] quoted = join(bytes("{\"message\":\""), bad, bytes("\"}"));
      try (var peer = open(kind)) {
        peer.send(FIN | TEXT, quoted);
        peer.mustClose(1007);
      }
      try (var peer = open(kind)) {
        peer.send(TEXT, new byte[0]);
        peer.sendInPieces(CONTINUATION, quoted, 5);
        peer.mustClose(1007);
      }
      try (var peer = open(kind)) {
        peer.send(TEXT, bytes("{\"message\":\""));
        for (byte each : join(bad, bytes("\""))) {
          peer.send(CONTINUATION, new byte[] {each});
        }
        peer.mustClose(1007); // without the last fragment
      }
    }
  }

  private static SocketPeer open(Kind kind) {
    return SocketPeer.open(kind, Edge.port(), person, conversation);
  }
}
