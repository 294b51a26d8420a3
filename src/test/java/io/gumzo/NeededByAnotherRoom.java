package io.gumzo;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A type that another room imports, or meets in the signature of one that it does. */
final class NeededByAnotherRoom extends ArchCondition<JavaClass> {
  private final Set<String> imported = Sources.imported().collect(Collectors.toSet());
  private final Set<String> needed = new HashSet<>();

  NeededByAnotherRoom() {
    super("be needed by another room");
  }

  @Override
  public void init(Collection<JavaClass> types) {
    types.stream().filter(type -> imported.contains(type.getName())).forEach(this::need);
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    if (!needed.contains(type.getName())) {
      events.add(SimpleConditionEvent.violated(type, type.getName() + " need not be public"));
    }
  }

  private void need(JavaClass type) {
    if (type.getPackageName().startsWith("io.gumzo") && needed.add(type.getName())) {
      Stream.concat(fields(type), methods(type))
          .map(JavaType::getAllInvolvedRawTypes)
          .flatMap(Collection::stream)
          .forEach(this::need);
      type.getEnclosingClass().ifPresent(this::need);
    }
  }

  private static Stream<JavaType> fields(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
        .map(JavaField::getType);
  }

  private static Stream<JavaType> methods(JavaClass type) {
    return type.getMethods().stream()
        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
        .flatMap(
            method ->
                Stream.concat(
                    Stream.of(method.getReturnType()), method.getParameterTypes().stream()));
  }
}
