package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Api;
import io.gumzo.testing.ContactApi;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.RawHttp.Response;
import io.gumzo.testing.Socket;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;

/**
 * Somebody who tries everything with a person who does not react. What they see is told without
 * what differs between any two people: ids, times, names of their own.
 */
final class Onlooker implements AutoCloseable {
  private final Person person;
  private final Person target;
  private final List<Socket> sockets = new ArrayList<>();
  private final Map<String, Long> heads = new HashMap<>();
  private UUID conversation = UUID.randomUUID();
  private UUID message = UUID.randomUUID();

  Onlooker(Person person, Person target) {
    this.person = person;
    this.target = target;
  }

  Person person() {
    return person;
  }

  /** From now on: what was before may reach a socket late or not at all. */
  void listen(Api api, int... ports) {
    for (UUID stream : List.of(person.id(), conversation)) {
      var before = get(api.listEvents(person.token(), stream, 0, 100));
      if (before.status() == 200) {
        heads.put(stream.toString(), before.number("head"));
      }
    }
    for (int port : ports) {
      sockets.add(get(Socket.ready(port, person.token())));
    }
  }

  /** Opens the conversation and writes, if that is possible. */
  void open(Api api) {
    var opened = get(api.createConversation(person.token(), target.id()));
    if (opened.status() < 300) {
      conversation = opened.id();
      Answer posted =
          get(api.postMessage(person.token(), conversation, UUID.randomUUID(), "Habari?"));
      if (posted.status() == 201) {
        message = posted.id();
      }
    }
  }

  void mustBeAccepted(Api api) {
    get(new ContactApi(api).acceptConversation(target.token(), conversation)).want(204);
  }

  String ask(Operation operation, int port) {
    var own =
        Map.of(
            "accountId", target.id().toString(),
            "conversationId", conversation.toString(),
            "messageId", message.toString(),
            "streamId", conversation.toString());
    var parameters = new HashMap<>(own);
    parameters.keySet().removeIf(name -> !operation.path().contains("{" + name + "}"));
    if (operation.id().equals("listAccounts")) {
      parameters.put("query", target.username());
    }
    var headers = new HashMap<>(Map.of("Authorization", "Bearer " + person.token()));
    var body = operation.goodBody();
    if (body != null) {
      headers.put("Content-Type", "application/json");
      own.forEach((name, value) -> body.getMap().computeIfPresent(name, (same, any) -> value));
    }
    return answer(
        get(
            RawHttp.ask(
                port,
                operation.method(),
                operation.uri(parameters),
                headers,
                body == null ? null : body.toBuffer())));
  }

  String tell(SocketCommandTest.Command command) {
    var frame = command.good("any");
    frame.remove("ref");
    for (String name : List.of("conversationId", "stream")) {
      if (frame.containsKey(name)) {
        frame.put(name, conversation.toString());
      }
    }
    if (frame.containsKey("token")) {
      frame.put("token", person.token());
    }
    var answer = get(sockets.getFirst().ask(frame)).copy();
    answer.remove("ref");
    return alike(answer.encode());
  }

  /** What each socket got of each stream, in order. */
  List<Map<String, List<String>>> frames() {
    return sockets.stream()
        .map(
            socket -> {
              Map<String, List<String>> streams = new TreeMap<>();
              for (JsonObject frame : socket.frames()) {
                String stream = frame.getString("stream");
                if (stream != null && frame.getLong("position", Long.MAX_VALUE) > head(stream)) {
                  streams
                      .computeIfAbsent(
                          stream.equals(conversation.toString()) ? "conversation" : alike(stream),
                          first -> new ArrayList<>())
                      .add(alike(frame.encode()));
                }
              }
              return streams;
            })
        .toList();
  }

  private long head(String stream) {
    return heads.getOrDefault(stream, 0L);
  }

  boolean hasLearntOf(Person gone) {
    return sockets.stream()
        .allMatch(
            socket ->
                socket.events(conversation).stream()
                    .anyMatch(event -> event.getString("type").equals("account-deleted")));
  }

  /** What one takes along, file by file. */
  Map<String, String> archive(Api api) {
    var proof = new JsonObject().put("password", Person.PASSWORD);
    var bytes = get(api.exportMyData(person.token(), proof)).getBytes();
    Map<String, String> files = new TreeMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), alike(new String(zip.readAllBytes(), StandardCharsets.UTF_8)));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return files;
  }

  @Override
  public void close() {
    sockets.forEach(Socket::close);
  }

  private String answer(Response response) {
    Map<String, String> headers = new TreeMap<>();
    response
        .headers()
        .forEach(
            header ->
                headers.put(
                    header.getKey().toLowerCase(java.util.Locale.ROOT), alike(header.getValue())));
    headers.keySet().removeAll(List.of("date", "content-length", "x-request-id"));
    return response.status() + " " + headers + " " + alike(response.body().toString());
  }

  private String alike(String text) {
    return text.replace(person.username(), "me")
        .replace(person.id().toString(), "my id")
        .replace(target.id().toString(), "the other's id")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "time")
        .replaceAll("/api/v1/pictures/[^\"]*", "picture")
        .replaceAll("\"(requestId|cursor|secret|uri)\":\"[^\"]*\"", "$1")
        .replaceAll("\"next\":\"[^\"]*\"", "next")
        .replaceAll("\"qr\":\\{[^}]*}", "qr");
  }
}
