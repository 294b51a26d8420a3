package io.gumzo.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whole numbers in any form that JSON has for them: 1000, 1000.0 and 1e3 are the same one. */
public final class WholeNumbers {
  private static final int LONGEST = 40;
  private static final int MOST_DIGITS = 19;
  private static final Pattern FORM =
      Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,9})?");

  /** Doubles are exact up to here. */
  private static final double LARGEST = 1L << 53;

  private WholeNumbers() {}

  /**
   * What was read from JSON, with integers in the place of whole numbers that are written as
   * fractions are.
   */
  public static Object settled(Object json) {
    return switch (json) {
      case JsonObject object -> {
        var settled = new JsonObject();
        object.forEach(entry -> settled.put(entry.getKey(), settled(entry.getValue())));
        yield settled;
      }
      case JsonArray array -> {
        var settled = new JsonArray();
        array.forEach(each -> settled.add(settled(each)));
        yield settled;
      }
      // Written again it would be a text.
      case Double number when number.isInfinite() -> Math.copySign(Double.MAX_VALUE, number);
      case Double number when number % 1 == 0 && Math.abs(number) <= LARGEST -> number.longValue();
      case null, default -> json;
    };
  }

  /** Empty when the text is no number, a fraction, or beyond 64 bits; at a bounded cost. */
  public static OptionalLong parse(String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    boolean hasFraction = number.scale() > 0;
    if (hasFraction || (long) number.precision() - number.scale() > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(number.longValueExact());
    } catch (ArithmeticException beyond) {
      return OptionalLong.empty();
    }
  }
}
