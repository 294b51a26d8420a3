package io.gumzo.bench;

import io.gumzo.bench.BenchFailure.Reason;
import io.gumzo.embedded.EmbeddedException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./gumzo bench <name>}. */
@Command(
    name = "gumzo bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measure Gumzo against the limit of this machine; docs/benchmarks.md explains each bench.",
      "Results go to target/bench/<name>.json."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 unexpected, 2 wrong options, 3 a server did not start or ended,",
      "4 another bench runs or a port is taken, 5 the machine allows too little, 6 cut short."
    })
public final class Main implements Callable<Integer> {
  private static final String ALL = "all";
  private static final int MOST_SOCKETS = 4 * Idle.MOST_EACH;

  @Parameters(
      paramLabel = "NAME",
      description = "fanout, send, hotroom, hop, idle, storm, history, people, or all.")
  private String name;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Measure each bench for about so long. 5..600")
  private Integer seconds;

  @Option(
      names = "--sockets",
      paramLabel = "N",
      defaultValue = "18000",
      description =
          "How many idle opens, of which 18,000 each have a node and a load process."
              + " 18000, 36000, … 72000; default: ${DEFAULT-VALUE}")
  private int sockets;

  private Map<String, Bench> benches;
  private volatile boolean ended;

  private Main() {}

  public static void main(String[] arguments) {
    var command = new CommandLine(new Main());
    command.setExecutionExceptionHandler((thrown, line, parsed) -> tell(thrown));
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    requireOptions();
    benches = benches(new Idle(sockets));
    if (!name.equals(ALL) && !benches.containsKey(name)) {
      throw new BenchFailure(
          Reason.OPTIONS,
          "There is no bench '%s'; want one of %s, or all."
              .formatted(name, String.join(", ", benches.keySet())));
    }
    var names = name.equals(ALL) ? List.copyOf(benches.keySet()) : List.of(name);
    Path folder = Path.of(System.getenv().getOrDefault("GUMZO_HOME", ""), "target", "bench");
    try (var lab = Lab.open(folder)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> cutShort(lab)));
      int exitCode = 0;
      for (String each : names) {
        exitCode = Math.max(exitCode, runOne(lab, folder, each));
      }
      ended = true;
      return exitCode;
    } catch (Exception failed) {
      ended = true;
      throw failed;
    }
  }

  private void requireOptions() {
    if (seconds != null && (seconds < 5 || seconds > 600)) {
      throw new BenchFailure(Reason.OPTIONS, "--seconds: want 5..600, have %d.".formatted(seconds));
    }
    if (sockets < Idle.MOST_EACH || sockets > MOST_SOCKETS || sockets % Idle.MOST_EACH != 0) {
      throw new BenchFailure(
          Reason.OPTIONS,
          "--sockets: want 18000, 36000, … %d, have %d.".formatted(MOST_SOCKETS, sockets));
    }
  }

  /** One that fails does not keep the others from running; its exit code. */
  private int runOne(Lab lab, Path folder, String each) throws Exception {
    try {
      run(lab, folder, each);
      return 0;
    } catch (BenchFailure failure) {
      return tell(failure);
    }
  }

  /** By a signal. One that comes while the lab is being closed waits for that. */
  private void cutShort(Lab lab) {
    boolean whole = ended;
    if (!whole) {
      System.err.println("gumzo bench: Cut short. No result.");
    }
    lab.close();
    if (!whole) {
      Runtime.getRuntime().halt(Reason.CUT_SHORT.exitCode());
    }
  }

  private void run(Lab lab, Path folder, String each) throws Exception {
    Report.forget(folder, each);
    Bench bench = benches.get(each);
    int duration = seconds == null ? bench.seconds() : seconds;
    System.out.printf("%s: about %d s of measuring …%n", each, duration);
    try {
      var report = new Report(each, Proc.machine(), bench.run(lab, duration));
      report.write(folder);
      report.print();
    } finally {
      lab.endChildren();
    }
  }

  private static int tell(Throwable thrown) {
    Throwable told = thrown;
    while (told.getCause() != null && !(told instanceof BenchFailure)) {
      told = told.getCause();
    }
    if (told instanceof BenchFailure failure) {
      System.err.println("gumzo bench: " + failure.getMessage() + " No result.");
      return failure.reason().exitCode();
    }
    if (thrown instanceof EmbeddedException embedded) {
      System.err.println("gumzo bench: " + embedded.getMessage());
      return Reason.SERVER.exitCode();
    }
    thrown.printStackTrace();
    return 1;
  }

  private static Map<String, Bench> benches(Idle idle) {
    Map<String, Bench> benches = new LinkedHashMap<>();
    benches.put("fanout", new FanOut());
    benches.put("send", new Send());
    benches.put("hotroom", new HotRoom());
    benches.put("hop", new Hop());
    benches.put("idle", idle);
    benches.put("storm", new Storm());
    benches.put("history", new History());
    benches.put("people", new People());
    return benches;
  }
}
