package io.gumzo.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What is compared takes turns (A B C, B C A, C A B), so that a machine that is slow for a while is
 * so for all, nobody always comes behind the same one, and of each the run in the middle counts.
 */
final class Turns {
  private static final int ROUNDS = 3;

  private Turns() {}

  /** One of those that are compared. */
  static final class Contender<R> {
    private final Supplier<R> work;
    private final ToDoubleFunction<R> figure;
    private final List<R> runs = new ArrayList<>();

    /**
     * @param figure by which its runs are ordered
     */
    Contender(Supplier<R> work, ToDoubleFunction<R> figure) {
      this.work = work;
      this.figure = figure;
    }

    R middle() {
      return runs.stream()
          .sorted(Comparator.comparingDouble(figure))
          .toList()
          .get((runs.size() - 1) / 2);
    }

    private void run() {
      runs.add(work.get());
    }
  }

  static void take(Contender<?>... contenders) {
    take(List.of(contenders));
  }

  static void take(List<? extends Contender<?>> contenders) {
    for (int round = 0; round < ROUNDS; round++) {
      for (int turn = 0; turn < contenders.size(); turn++) {
        Contender<?> next = contenders.get((round + turn) % contenders.size());
        next.run();
      }
    }
  }
}
