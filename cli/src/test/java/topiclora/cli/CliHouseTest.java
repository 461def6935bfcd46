package topiclora.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command line parses, calls the public API and prints. */
final class CliHouseTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("topiclora.cli");

  /** A study looks at everything; its command opens the base model for it. */
  @Test
  void onlyTheStudyKnowsWhatIsInternal() {
    noClasses()
        .that()
        .resideInAPackage("topiclora.cli..")
        .and()
        .resideOutsideOfPackage("topiclora.cli.study..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("topiclora.internal..", "topiclora.*.internal..", "topiclora.study..")
        .check(classes);
  }

  @Test
  void roomsAreFreeOfCycles() {
    slices().matching("topiclora.cli.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void theRulesSawEveryRoom() {
    for (String room :
        List.of("ask", "base", "console", "demo", "explore", "fit", "option", "study")) {
      assertThat(classes.stream().filter(resideInAPackage("topiclora.cli." + room + "..")).count())
          .as(room)
          .isGreaterThanOrEqualTo(3);
    }
  }
}
