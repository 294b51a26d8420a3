package io.gumzo.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Silent sockets in a process of their own: one may have only so many files open. Environment:
 * LAB_DATA, the folder with the keys that tokens are signed with.
 */
final class LoadProcess {
  private final LoadLoops loops = new LoadLoops(2);
  private final List<LabSocket> sockets = new ArrayList<>();
  private final Tokens tokens;

  private LoadProcess(Tokens tokens) {
    this.tokens = tokens;
  }

  public static void main(String[] arguments) {
    var load = new LoadProcess(new Tokens(Path.of(System.getenv("LAB_DATA"))));
    Control.say("ready");
    new Control().on("open", load::open).on("close", words -> load.close()).serve();
  }

  /** {@code open <node|bare> <port> <first account> <count>}; answers when all are ready. */
  private void open(String[] words) {
    boolean authenticates = words[1].equals("node");
    int port = Integer.parseInt(words[2]);
    int first = Integer.parseInt(words[3]);
    sockets.addAll(
        Clients.open(
            loops,
            Integer.parseInt(words[4]),
            socket -> port,
            socket ->
                authenticates
                    ? Clients.authenticate(tokens.of(Ids.account(first + socket)))
                    : Integer.toString(first + socket),
            Clients.SILENT));
    Control.say("open", sockets.size());
  }

  private void close() {
    Clients.close(sockets);
    sockets.clear();
    Control.say("close");
  }
}
