package io.gumzo.testing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * A whole client that behaves well: it displays each stream by the contract's rule, reads holes,
 * reconnects to any node and resumes there, and follows {@code drain}. What it displays is kept in
 * order, to be compared with what is stored.
 */
public final class Device implements AutoCloseable {
  private static final int MOST_OPEN = 20;
  private static final int LONGEST_BACK_OFF_MILLIS = 200;

  private final Person person;
  private final Supplier<List<RunningNode>> nodes;
  private final boolean watched;
  private final StreamCopies streams;
  private final Poster poster = new Poster(this::socket);
  private String since;
  private Socket socket;
  private boolean opening;
  private int connections;
  private int drains;
  private boolean wanted;
  private Integer ended;

  /**
   * @param nodes those that a load balancer would send it to
   */
  public Device(Person person, Supplier<List<RunningNode>> nodes) {
    this(person, nodes, null);
  }

  /**
   * One for much traffic: nothing is kept here, and frames are not held against the contract.
   *
   * @param screen null to keep what is {@link #displayed}
   */
  public Device(Person person, Supplier<List<RunningNode>> nodes, Screen screen) {
    this.person = person;
    this.nodes = nodes;
    this.watched = screen == null;
    this.streams = new StreamCopies(screen);
  }

  /** Connects to one of the nodes, and again whenever it is cut off. */
  public synchronized Device connect() {
    if (!wanted) {
      wanted = true;
      begin(null);
    }
    return this;
  }

  /** As when a laptop is closed: it keeps what it has. */
  public synchronized void disconnect() {
    wanted = false;
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  public synchronized boolean connected() {
    return socket != null;
  }

  /** How often it became ready. */
  public synchronized int connections() {
    return connections;
  }

  /** How often a node asked it to move. */
  public synchronized int drains() {
    return drains;
  }

  /** The close code after which it gave up, as the contract wants; null while it has not. */
  public synchronized Integer ended() {
    return ended;
  }

  /** What it displays of a stream, in order. */
  public synchronized List<JsonObject> displayed(UUID stream) {
    return streams.displayed(stream);
  }

  /** Leaves a node that owes an answer and has said nothing for so long, as the web client does. */
  public synchronized void leaveIfSilent(Duration patience) {
    if (socket != null && socket.isSilent(patience)) {
      socket.abandon();
    }
  }

  /** From now on it reads nothing from the socket it has, as a client that hangs. */
  public synchronized void pause() {
    socket.pause();
  }

  public synchronized void resume() {
    if (socket != null) {
      socket.resume();
    }
  }

  /**
   * Posts over the socket, again and with the same client id over later sockets, until it is
   * acknowledged; the message.
   */
  public Future<JsonObject> post(UUID conversation, UUID clientId, String text) {
    return poster.post(conversation, clientId, text);
  }

  @Override
  public void close() {
    disconnect();
  }

  /** Opens one socket at a time; {@code leaving} is closed once the new one is ready. */
  private synchronized void begin(Socket leaving) {
    if (!opening) {
      opening = true;
      open(leaving);
    }
  }

  private synchronized void open(Socket leaving) {
    var live = nodes.get();
    if (!wanted) {
      opening = false;
      return;
    }
    if (live.isEmpty()) {
      tryAgain(leaving);
      return;
    }
    var opened = new Socket[1];
    Socket.open(any(live).port(), Map.of(), watched, frame -> received(opened, frame))
        .onFailure(refused -> tryAgain(leaving))
        .onSuccess(
            fresh -> {
              opened[0] = fresh;
              fresh.closed().onSuccess(code -> closed(fresh, code));
              authenticate(fresh, leaving);
            });
  }

  private synchronized void authenticate(Socket fresh, Socket leaving) {
    fresh
        .authenticate(person.token(), since, streams.positions(MOST_OPEN))
        .onSuccess(ready -> ready(fresh, leaving, ready))
        .onFailure(refused -> refused(refused, leaving));
  }

  private synchronized void refused(Throwable refusal, Socket leaving) {
    reconnect(refusal instanceof SocketClosedException closed ? closed.code() : 0, leaving);
  }

  /** As the contract wants for that close code. */
  private void reconnect(int code, Socket leaving) {
    if (code >= 4500 || code >= 1002 && code <= 1009 && code != 1006) {
      ended = code;
      wanted = false;
      opening = false;
    } else if (code == 4001) {
      person.refresh(any(nodes.get()).api()).onComplete(renewed -> tryAgain(leaving));
    } else {
      tryAgain(leaving);
    }
  }

  private synchronized void ready(Socket fresh, Socket leaving, JsonObject ready) {
    opening = false;
    if (leaving != null) {
      leaving.close();
    }
    if (!wanted) {
      fresh.close();
      return;
    }
    connections++;
    socket = fresh;
    boolean first = since == null;
    since = ready.getString("at");
    var personal = ready.getJsonObject("personal");
    learn(UUID.fromString(personal.getString("stream")), personal.getLong("head"));
    Answer.objects(ready.getJsonArray("conversations")).forEach(this::learn);
    if (first || ready.getBoolean("more")) {
      list(null);
    }
    streams.known().forEach(this::readIfMissing);
  }

  private void list(String cursor) {
    any(nodes.get())
        .api()
        .listConversations(person.token(), cursor == null ? Map.of() : Map.of("cursor", cursor))
        .onFailure(failed -> later(50, () -> list(cursor)))
        .onSuccess(
            page -> {
              page.want(200).items().forEach(this::learn);
              if (page.text("next") != null) {
                list(page.text("next"));
              }
            });
  }

  private synchronized void received(Socket[] from, JsonObject frame) {
    if (frame.containsKey("position")) {
      UUID stream = UUID.fromString(frame.getString("stream"));
      streams.of(stream).offer(frame);
      if (frame.getString("type").equals("conversation-added")) {
        learn(frame.getJsonObject("data"));
      }
      readIfMissing(stream);
    } else if ("lag".equals(frame.getString("type"))) {
      Answer.objects(frame.getJsonArray("streams"))
          .forEach(each -> learn(UUID.fromString(each.getString("stream")), each.getLong("head")));
    } else if ("drain".equals(frame.getString("type"))) {
      drains++;
      later(frame.getLong("afterMillis") + 1, () -> move(from[0]));
    }
  }

  private synchronized void move(Socket leaving) {
    if (socket == leaving) {
      begin(leaving);
    }
  }

  private synchronized void closed(Socket gone, int code) {
    if (socket != gone) {
      return;
    }
    socket = null;
    if (!wanted || opening) {
      return;
    }
    opening = true;
    reconnect(code, null);
  }

  private static RunningNode any(List<RunningNode> live) {
    return live.get(ThreadLocalRandom.current().nextInt(live.size()));
  }

  private void tryAgain(Socket leaving) {
    later(ThreadLocalRandom.current().nextInt(1, LONGEST_BACK_OFF_MILLIS), () -> open(leaving));
  }

  private void learn(JsonObject conversation) {
    learn(UUID.fromString(conversation.getString("id")), conversation.getLong("head"));
  }

  private synchronized void learn(UUID stream, long head) {
    streams.of(stream).learn(head);
    readIfMissing(stream);
  }

  private synchronized void readIfMissing(UUID stream) {
    var copy = streams.of(stream);
    if (socket == null || !copy.beginReading()) {
      return;
    }
    socket
        .readEvents(stream, copy.have())
        .onComplete(
            answer -> {
              synchronized (this) {
                copy.endReading();
                if (answer.succeeded() && answer.result().getString("type").equals("ok")) {
                  var page = answer.result().getJsonObject("data");
                  Answer.objects(page.getJsonArray("items")).forEach(copy::offer);
                  copy.learn(page.getLong("head"));
                  readIfMissing(stream);
                } else if (answer.succeeded()) {
                  later(100, () -> readIfMissing(stream));
                }
              }
            });
  }

  private synchronized Socket socket() {
    return socket;
  }

  private static void later(long millis, Runnable then) {
    Clients.VERTX.setTimer(millis, elapsed -> then.run());
  }
}
