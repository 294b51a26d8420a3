package io.gumzo.bench;

import io.gumzo.bench.BenchFailure.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/** Many sockets at once. */
final class Clients {
  static final LabSocket.Listener SILENT = (socket, bytes, from, to) -> {};

  private static final int AT_ONCE = 256;
  private static final int WAIT_SECONDS = 60;

  private Clients() {}

  /**
   * Opens sockets and waits until all are ready.
   *
   * @param port of socket i
   * @param first what socket i says first
   */
  @SuppressWarnings("FutureReturnValueIgnored") // waited for below
  static List<LabSocket> open(
      LoadLoops loops,
      int count,
      IntToLongFunction port,
      IntFunction<String> first,
      LabSocket.Listener listener) {
    var places = new Semaphore(AT_ONCE);
    var all = new ArrayList<CompletableFuture<LabSocket>>();
    for (int index = 0; index < count; index++) {
      places.acquireUninterruptibly();
      all.add(open(loops, (int) port.applyAsLong(index), first.apply(index), listener));
      all.getLast().whenComplete((socket, failed) -> places.release());
    }
    return all.stream().map(Clients::await).toList();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // told through the other future
  static CompletableFuture<LabSocket> open(
      LoadLoops loops, int port, String first, LabSocket.Listener listener) {
    var ready = new CompletableFuture<LabSocket>();
    loops
        .connect(port, tally -> new LabSocket(port, first, tally, listener, ready))
        .whenComplete(
            (channel, failed) -> {
              if (failed != null) {
                ready.completeExceptionally(failed);
              }
            });
    return ready;
  }

  static String authenticate(String token) {
    return "{\"type\":\"authenticate\",\"token\":\"" + token + "\"}";
  }

  static void close(List<LabSocket> sockets) {
    sockets.stream()
        .map(socket -> socket.channel().close())
        .toList()
        .forEach(closing -> closing.awaitUninterruptibly(10, TimeUnit.SECONDS));
  }

  /** Says in one line when this process, and so a node too, may not have so many open. */
  static void mustFit(int sockets) {
    long most = Proc.mostDescriptors();
    if (sockets + 500 > most) {
      throw new BenchFailure(
          Reason.MACHINE,
          "%,d sockets want %,d open files and the limit is %,d: raise it (ulimit -n)."
              .formatted(sockets, sockets + 500, most));
    }
  }

  private static LabSocket await(CompletableFuture<LabSocket> socket) {
    try {
      return socket.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new BenchFailure(
          Reason.CUT_SHORT, "A socket did not become ready: " + failed.getMessage(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchFailure(Reason.CUT_SHORT, "Interrupted.", interrupted);
    }
  }
}
