package io.gumzo.bench;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * One measured value beside the machine's limit. What does not apply is null.
 *
 * @param ratio how close to the limit; 1 is the limit
 * @param bar what the ratio, or without one the value, must hold
 * @param latency in nanoseconds
 */
record Figure(
    String name,
    double value,
    String unit,
    Double limit,
    Double ratio,
    String bar,
    Histogram latency) {

  static Figure of(String name, double value, String unit) {
    return new Figure(name, value, unit, null, null, null, null);
  }

  /** More is better. */
  Figure atMost(double limit) {
    return new Figure(name, value, unit, limit, ratio(value, limit), bar, latency);
  }

  /** Less is better. */
  Figure atLeast(double limit) {
    return new Figure(name, value, unit, limit, ratio(limit, value), bar, latency);
  }

  /** Null when there is nothing to compare. */
  private static Double ratio(double part, double whole) {
    return part > 0 && whole > 0 ? part / whole : null;
  }

  Figure bar(String wanted) {
    return new Figure(name, value, unit, limit, ratio, wanted, latency);
  }

  Figure latency(Histogram measured) {
    return new Figure(
        name, value, unit, limit, ratio, bar, measured.getTotalCount() == 0 ? null : measured);
  }

  Double millis(double percentile) {
    return latency == null ? null : latency.getValueAtPercentile(percentile) / 1e6;
  }

  JsonObject json() {
    return new JsonObject()
        .put("name", name)
        .put("value", rounded(value))
        .put("unit", unit)
        .put("limit", rounded(limit))
        .put("ratio", rounded(ratio))
        .put("bar", bar)
        .put("p50Millis", rounded(millis(50)))
        .put("p99Millis", rounded(millis(99)));
  }

  /** A line of the table. */
  String row() {
    return String.format(
        Locale.ROOT,
        "%-52s %11s %11s %6s  %-10s %8s %8s %8s  %s",
        name,
        shown(value),
        shown(limit),
        ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio),
        bar == null ? "" : bar,
        shown(millis(50)),
        shown(millis(99)),
        shown(millis(99.9)),
        unit);
  }

  static String header() {
    return String.format(
        Locale.ROOT,
        "%-52s %11s %11s %6s  %-10s %8s %8s %8s  %s",
        "figure",
        "value",
        "limit",
        "ratio",
        "bar",
        "p50 ms",
        "p99 ms",
        "p99.9 ms",
        "unit");
  }

  private static String shown(Double number) {
    if (number == null) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        Math.abs(number) >= 1000 ? "%,.0f" : Math.abs(number) >= 20 ? "%.1f" : "%.2f",
        number);
  }

  private static Double rounded(Double number) {
    return number == null ? null : Math.round(number * 1000) / 1000.0;
  }
}
