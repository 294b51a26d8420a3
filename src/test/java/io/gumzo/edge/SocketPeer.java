package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.RawWebSocket.CLOSE;
import static io.gumzo.testing.RawWebSocket.FIN;
import static io.gumzo.testing.RawWebSocket.PING;
import static io.gumzo.testing.RawWebSocket.PONG;
import static io.gumzo.testing.RawWebSocket.TEXT;
import static io.gumzo.testing.RawWebSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Person;
import io.gumzo.testing.RawWebSocket;
import io.gumzo.testing.SimpleSocket;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * One of the two sockets, which answers a text with that text: all that a test of framing needs.
 */
final class SocketPeer implements AutoCloseable {
  /** Which socket. */
  enum Kind {
    GUMZO,
    SIMPLE
  }

  private final Kind kind;
  private final RawWebSocket socket;

  private SocketPeer(Kind kind, RawWebSocket socket) {
    this.kind = kind;
    this.socket = socket;
  }

  static SocketPeer open(Kind kind, int port, Person person, UUID conversation) {
    if (kind == Kind.SIMPLE) {
      var latest = get(Edge.api().listMessages(person.token(), conversation, Map.of("limit", 1)));
      var items = latest.want(200).body().getJsonArray("items");
      long number = items.isEmpty() ? 0 : items.getJsonObject(0).getLong("number");
      String path = "/ws/userchat/" + conversation + "?after=" + number;
      return new SocketPeer(
          kind, RawWebSocket.open(port, path, SimpleSocket.bearer(person.token())));
    }
    var socket =
        RawWebSocket.open(port, "/api/v1/socket", Map.of("Sec-WebSocket-Protocol", "gumzo.v1"));
    var authenticate = new JsonObject().put("type", "authenticate").put("token", person.token());
    socket.send(RawWebSocket.text(authenticate.encode()));
    assertThat(socket.read(TEXT).text()).contains("\"ready\"");
    return new SocketPeer(kind, socket);
  }

  /** What is answered by the same text; of so many bytes at least. */
  byte[] command(String text, int bytes) {
    var json = new JsonObject();
    if (kind == Kind.SIMPLE) {
      json.put("message", text);
    } else {
      json.put("type", "ping").put("ref", text);
    }
    byte[] command = json.encode().getBytes(StandardCharsets.UTF_8);
    return (json.encode() + " ".repeat(Math.max(0, bytes - command.length)))
        .getBytes(StandardCharsets.UTF_8);
  }

  byte[] command(String text) {
    return command(text, 0);
  }

  void send(int firstByte, byte[] payload) {
    socket.send(frame(firstByte, payload));
  }

  void send(int firstByte, String payload) {
    send(firstByte, payload.getBytes(StandardCharsets.UTF_8));
  }

  void sendRaw(byte[] bytes) {
    socket.send(bytes);
  }

  void sendInPieces(int firstByte, byte[] payload, int pieceBytes) {
    socket.send(frame(firstByte, payload), pieceBytes);
  }

  void mustAnswer(String text) {
    var frame = socket.read(TEXT);
    assertThat(frame).as("an answer").isNotNull();
    var json = new JsonObject(frame.text());
    assertThat(json.getString(kind == Kind.SIMPLE ? "message" : "ref"))
        .as(frame.text())
        .isEqualTo(text);
  }

  void mustRefuse(String ref) {
    var frame = socket.read(TEXT);
    assertThat(frame).as("an answer").isNotNull();
    assertThat(frame.text()).contains("too large", "262144");
    if (kind == Kind.GUMZO) {
      assertThat(new JsonObject(frame.text()).getString("ref")).isEqualTo(ref);
    }
  }

  void mustPong(byte[] payload) {
    var frame = socket.read();
    assertThat(frame.opcode()).isEqualTo(PONG);
    assertThat(frame.payload()).isEqualTo(payload);
  }

  /** It still serves. */
  void mustGoOn() {
    send(FIN | PING, "still there?");
    mustPong("still there?".getBytes(StandardCharsets.UTF_8));
    send(FIN | TEXT, command("and still"));
    mustAnswer("and still");
  }

  /** With that code, and nothing but that; then the connection ends. */
  void mustClose(int code) {
    var frame = socket.read();
    assertThat(frame).as("a close frame").isNotNull();
    assertThat(frame.opcode()).as(frame.text()).isEqualTo(CLOSE);
    assertThat(frame.closeCode()).isEqualTo(code);
    socket.send(RawWebSocket.close(code));
    assertThat(socket.read()).isNull();
  }

  @Override
  public void close() {
    socket.close();
  }
}
