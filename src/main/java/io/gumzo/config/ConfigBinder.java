package io.gumzo.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Text values by key to records; collects every problem before it fails. */
final class ConfigBinder {
  private final Map<String, String> values;
  private final Path home;
  private final List<String> problems = new ArrayList<>();

  private ConfigBinder(Map<String, String> values, Path home) {
    this.values = values;
    this.home = home;
  }

  /** Relative folders start at {@code home}. */
  static GumzoConfig bind(Map<String, String> values, Path home) {
    var binder = new ConfigBinder(values, home);
    var config = (GumzoConfig) binder.section("", GumzoConfig.class);
    if (!binder.problems.isEmpty()) {
      throw new ConfigException(binder.problems);
    }
    return config;
  }

  /** Null when something below it is wrong. */
  private Object section(String name, Class<?> type) {
    var components = type.getRecordComponents();
    var arguments = new Object[components.length];
    var complete = true;
    for (var index = 0; index < components.length; index++) {
      var component = components[index];
      var key = ConfigKey.join(name, component);
      arguments[index] =
          ConfigKey.isSection(component.getType())
              ? section(key, component.getType())
              : value(key, component.getType());
      complete &= arguments[index] != null;
    }
    return complete ? construct(type, components, arguments) : null;
  }

  private Object construct(Class<?> type, RecordComponent[] components, Object[] arguments) {
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof ConfigException broken) {
        problems.addAll(broken.problems());
        return null;
      }
      throw new IllegalStateException("cannot make " + type, thrown.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("cannot make " + type, impossible);
    }
  }

  private Object value(String key, Class<?> type) {
    var text = values.get(key);
    if (text == null) {
      problems.add("%s: missing in conf/gumzo.yaml".formatted(key));
      return null;
    }
    try {
      return convert(text, type);
    } catch (WantedException wanted) {
      problems.add("%s: want %s, have '%s'".formatted(key, wanted.getMessage(), text));
      return null;
    }
  }

  private Object convert(String text, Class<?> type) throws WantedException {
    if (type == String.class) {
      return text;
    }
    if (type == Secret.class) {
      return new Secret(text);
    }
    if (type == int.class) {
      return number(text);
    }
    if (type == boolean.class) {
      return flag(text);
    }
    if (type == Path.class) {
      return folder(text);
    }
    if (type == List.class) {
      return Arrays.stream(text.split(",", -1))
          .map(String::strip)
          .filter(each -> !each.isEmpty())
          .toList();
    }
    if (type.isEnum()) {
      return constant(text, type);
    }
    throw new IllegalStateException("a setting cannot be a " + type);
  }

  private static Integer number(String text) throws WantedException {
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException malformed) {
      throw new WantedException("a whole number");
    }
  }

  private static Boolean flag(String text) throws WantedException {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new WantedException("true or false");
    };
  }

  private Path folder(String text) throws WantedException {
    if (text.isBlank()) {
      throw new WantedException("a path");
    }
    try {
      return home.resolve(text);
    } catch (InvalidPathException malformed) {
      throw new WantedException("a path");
    }
  }

  private static Object constant(String text, Class<?> type) throws WantedException {
    var constants = type.getEnumConstants();
    for (var constant : constants) {
      if (constant.toString().equalsIgnoreCase(text.strip())) {
        return constant;
      }
    }
    throw new WantedException(
        Arrays.stream(constants)
            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ")));
  }

  private static final class WantedException extends Exception {
    private static final long serialVersionUID = 1L;

    WantedException(String wanted) {
      super(wanted);
    }
  }
}
