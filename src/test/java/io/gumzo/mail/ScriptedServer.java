package io.gumzo.mail;

import static io.gumzo.testing.Futures.get;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that answers what a test wants to whatever line begins so; else it agrees. */
final class ScriptedServer implements AutoCloseable {
  /** As an answer: none, for ever. */
  static final String HANG = "hang";

  private static final String CONTENT = "content";

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> receivers = new CopyOnWriteArrayList<>();
  private final NetServer server =
      get(vertx.createNetServer().connectHandler(this::greet).listen(0, "127.0.0.1"));

  /**
   * @param line the beginning of a command, or {@code content} for the end of a mail
   * @param answer null for agreement again
   */
  ScriptedServer answer(String line, String answer) {
    if (answer == null) {
      answers.remove(line);
    } else {
      answers.put(line, answer);
    }
    return this;
  }

  Map<String, String> settings() {
    return Map.of("mail.url", "smtp://127.0.0.1:" + server.actualPort());
  }

  /** To whom mails were taken. */
  List<String> receivers() {
    return receivers;
  }

  @Override
  public void close() {
    get(vertx.close());
  }

  private void greet(NetSocket socket) {
    socket.write("220 scripted\r\n");
    socket.handler(new Dialogue(socket));
  }

  private final class Dialogue implements io.vertx.core.Handler<io.vertx.core.buffer.Buffer> {
    private final NetSocket socket;
    private final RecordParser lines;
    private String receiver = "";
    private boolean inContent;

    Dialogue(NetSocket socket) {
      this.socket = socket;
      this.lines = RecordParser.newDelimited("\r\n", line -> read(line.toString()));
    }

    @Override
    public void handle(io.vertx.core.buffer.Buffer bytes) {
      lines.handle(bytes);
    }

    private void read(String line) {
      if (inContent) {
        if (line.equals(".")) {
          inContent = false;
          if (say(CONTENT, "250 taken")) {
            receivers.add(receiver);
          }
        }
        return;
      }
      if (line.startsWith("RCPT TO:")) {
        receiver = line.replaceAll(".*<(.*)>.*", "$1");
      }
      boolean data = line.equals("DATA");
      if (say(line, data ? "354 go on" : line.equals("QUIT") ? "221 bye" : "250 yes") && data) {
        inContent = true;
      }
    }

    /** Whether it agreed. */
    private boolean say(String line, String otherwise) {
      String answer =
          answers.entrySet().stream()
              .filter(each -> line.startsWith(each.getKey()) || line.contains(each.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(otherwise);
      if (!answer.equals(HANG)) {
        socket.write(answer + "\r\n");
      }
      return answer.equals(otherwise);
    }
  }
}
