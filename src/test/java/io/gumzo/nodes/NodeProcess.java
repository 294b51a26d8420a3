package io.gumzo.nodes;

import io.gumzo.config.RedisConfig;
import io.gumzo.config.TlsConfig;
import io.gumzo.redis.OwnRedis;
import io.gumzo.streams.Streams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A node in a JVM of its own, driven over its standard input: {@code attend <account>} and {@code
 * commit <account> <position>}. It prints each position that arrives.
 */
final class NodeProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;
  private final UUID id;

  private NodeProcess(Process process) throws IOException {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
    this.id = UUID.fromString(expect("id"));
  }

  static NodeProcess start(OwnRedis redis) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            NodeProcess.class.getName(),
            redis.config().url());
    return new NodeProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  UUID id() {
    return id;
  }

  long pid() {
    return process.pid();
  }

  void attend(UUID account) throws IOException {
    tell("attend " + account);
    expect("attends");
  }

  void commit(UUID account, long position) throws IOException {
    tell("commit " + account + " " + position);
  }

  long nextArrived() throws IOException {
    return Long.parseLong(expect("arrived"));
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private void tell(String line) throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).write(line + "\n");
    process.outputWriter(StandardCharsets.UTF_8).flush();
  }

  private String expect(String word) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith(word + " ")) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IOException("the node ended before it said '" + word + "'");
    }
    return line.substring(word.length() + 1);
  }

  /** Ends when its input does. */
  public static void main(String[] arguments) throws IOException {
    try (var node = TestNode.start(new RedisConfig(arguments[0], 1_000, TlsConfig.NONE))) {
      node.bus.listen(
          Streams.ARRIVED,
          batch -> batch.events().forEach(event -> say("arrived " + event.position())));
      say("id " + node.id());
      var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        String[] words = line.split(" ", -1);
        UUID account = UUID.fromString(words[1]);
        if (words[0].equals("attend")) {
          node.attend(account, 1);
          say("attends " + account);
        } else {
          node.commit(TestNode.event(account, Long.parseLong(words[2])));
        }
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
