package io.gumzo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The child's side of {@link Child}: commands from standard input, answers to standard output. */
final class Control {
  private final Map<String, Consumer<String[]>> commands = new HashMap<>();

  Control() {
    on("memory", words -> memory());
  }

  Control on(String command, Consumer<String[]> action) {
    commands.put(command, action);
    return this;
  }

  static void say(String word, Object... more) {
    var line = new StringBuilder("@").append(word);
    for (Object each : more) {
      line.append(' ').append(each);
    }
    synchronized (Control.class) {
      System.out.println(line);
    }
  }

  /** Until standard input ends, and then the process with it. */
  void serve() {
    try (var input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        String[] words = line.split(" ");
        commands.get(words[0]).accept(words);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      System.exit(0);
    }
  }

  /** After a collection: bytes of heap in use, of heap committed, and of direct buffers. */
  private static void memory() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    long netty = Math.max(0, io.netty.util.internal.PlatformDependent.usedDirectMemory());
    var heap = memory.getHeapMemoryUsage();
    say("memory", heap.getUsed(), heap.getCommitted(), direct + netty);
  }
}
