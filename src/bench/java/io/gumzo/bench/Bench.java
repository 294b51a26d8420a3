package io.gumzo.bench;

import java.util.List;

/** One bench. */
interface Bench {
  /** What it takes by default, without what it starts first. */
  int seconds();

  /**
   * Runs for about so long and returns what was measured.
   *
   * @throws BenchFailure when there is no whole result
   */
  List<Figure> run(Lab lab, int seconds) throws Exception;
}
