package io.gumzo.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The results of one bench, as a table and as a file: whole, or not there at all. */
record Report(String bench, String machine, List<Figure> figures) {

  void print() {
    System.out.printf("%n%s on %s%n%s%n", bench, machine, Figure.header());
    figures.forEach(figure -> System.out.println(figure.row()));
    System.out.println();
  }

  /** {@code <folder>/<bench>.json}. */
  void write(Path folder) throws IOException {
    var all = new JsonArray();
    figures.forEach(figure -> all.add(figure.json()));
    var json = new JsonObject().put("bench", bench).put("machine", machine).put("figures", all);
    Path half = Files.writeString(folder.resolve(bench + ".half"), json.encodePrettily() + "\n");
    Files.move(half, file(folder, bench), StandardCopyOption.ATOMIC_MOVE);
  }

  /** An earlier result must not be taken for that of a run that failed. */
  static void forget(Path folder, String bench) throws IOException {
    Files.deleteIfExists(file(folder, bench));
  }

  private static Path file(Path folder, String bench) {
    return folder.resolve(bench + ".json");
  }
}
