package io.gumzo;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may know whom, as ARCHITECTURE.md gives it. */
@AnalyzeClasses(packages = "io.gumzo", importOptions = ImportRulesTest.Product.class)
class ImportRulesTest {
  private static final String[] CAPABILITIES = {
    "io.gumzo.accounts..",
    "io.gumzo.sessions..",
    "io.gumzo.details..",
    "io.gumzo.joining..",
    "io.gumzo.leaving..",
    "io.gumzo.profiles..",
    "io.gumzo.settings..",
    "io.gumzo.contacts..",
    "io.gumzo.conversations..",
    "io.gumzo.mail..",
    "io.gumzo.activity..",
    "io.gumzo.reports..",
    "io.gumzo.messages..",
    "io.gumzo.server.."
  };

  @ArchTest
  static final ArchRule what_everybody_stands_on_knows_no_capability =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.gumzo.bus..",
              "io.gumzo.problem..",
              "io.gumzo.json..",
              "io.gumzo.config..",
              "io.gumzo.tls..",
              "io.gumzo.redis..",
              "io.gumzo.persistence..",
              "io.gumzo.streams..",
              "io.gumzo.tokens..",
              "io.gumzo.throttle..",
              "io.gumzo.management..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CAPABILITIES);

  @ArchTest
  static final ArchRule the_ways_in_and_between_know_no_capability =
      noClasses()
          .that()
          .resideInAnyPackage("io.gumzo.http..", "io.gumzo.sockets..", "io.gumzo.nodes..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CAPABILITIES);

  @ArchTest
  static final ArchRule the_lowest_rooms_know_only_each_other =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.gumzo.bus..", "io.gumzo.problem..", "io.gumzo.json..", "io.gumzo.config..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.gumzo..")
                  .and(
                      resideOutsideOfPackages(
                          "io.gumzo.bus..",
                          "io.gumzo.problem..",
                          "io.gumzo.json..",
                          "io.gumzo.config..")));

  @ArchTest
  static final ArchRule only_the_command_line_starts_servers_of_its_own =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.gumzo.cli..", "io.gumzo.embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.gumzo.embedded..");

  @ArchTest
  static final ArchRule only_main_knows_the_command_line =
      noClasses()
          .that(
              resideOutsideOfPackages("io.gumzo.cli..")
                  .and(DescribedPredicate.not(JavaClass.Predicates.type(Main.class))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.gumzo.cli..");

  @ArchTest
  static final ArchRule only_the_command_line_knows_the_wiring =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.gumzo", "io.gumzo.cli..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.gumzo")
                  .and(DescribedPredicate.not(JavaClass.Predicates.type(BuildInfo.class))));

  @ArchTest
  static final ArchRule rooms_know_each_other_one_way_only =
      slices().matching("io.gumzo.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule what_no_other_room_needs_is_not_public =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .haveModifier(JavaModifier.PUBLIC)
          .and()
          .doNotBelongToAnyOf(Main.class)
          .should(new NeededByAnotherRoom());

  @ArchTest
  static final ArchRule only_configuration_reads_the_environment =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.gumzo.config..")
          .should()
          .callMethodWhere(
              describe(
                  "System.getenv",
                  call ->
                      call.getTargetOwner().isEquivalentTo(System.class)
                          && call.getName().equals("getenv")));

  @ArchTest
  static final ArchRule nothing_sleeps =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "Thread.sleep",
                  call ->
                      call.getTargetOwner().isEquivalentTo(Thread.class)
                          && call.getName().equals("sleep")));

  @ArchTest
  static final ArchRule only_the_command_line_writes_to_the_console =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.gumzo.cli..")
          .should()
          .accessFieldWhere(
              describe(
                  "System.out or System.err",
                  access -> access.getTargetOwner().isEquivalentTo(System.class)));

  @ArchTest
  static final ArchRule times_are_of_java_time =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Date")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Calendar")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.text.SimpleDateFormat");

  @Test
  void files_stay_small() {
    var tooLong = Sources.all().filter(file -> Sources.lines(file) > 300).toList();
    assertThat(tooLong).as("files of more than 300 lines").isEmpty();
  }

  /** The product's classes, not its tests'. */
  static final class Product implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return location.contains("/classes/");
    }
  }
}
