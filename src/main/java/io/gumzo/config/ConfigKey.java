package io.gumzo.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One setting.
 *
 * @param name {@code postgres.poolSize}
 * @param type what it is bound to: a number, text, a list, an enum …
 */
record ConfigKey(String name, Class<?> type) {

  /** Every setting there is, in the order of the records. */
  static List<ConfigKey> all() {
    var keys = new ArrayList<ConfigKey>();
    collect("", GumzoConfig.class, keys);
    return keys;
  }

  /** {@code GUMZO_POSTGRES_POOL_SIZE}. */
  String variable() {
    var words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_');
    return "GUMZO_" + words.toUpperCase(Locale.ROOT);
  }

  /** Whether a component is a section of settings rather than a setting. */
  static boolean isSection(Class<?> type) {
    return type.isRecord() && type != Secret.class;
  }

  static String join(String parent, RecordComponent component) {
    return parent.isEmpty() ? component.getName() : parent + "." + component.getName();
  }

  private static void collect(String parent, Class<?> section, List<ConfigKey> into) {
    for (var component : section.getRecordComponents()) {
      var name = join(parent, component);
      if (isSection(component.getType())) {
        collect(name, component.getType(), into);
      } else {
        into.add(new ConfigKey(name, component.getType()));
      }
    }
  }
}
