package topiclora.report;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows of the module: it knows core and lm, and its rooms stand in one order. */
final class ReportHouseTest {
  /** Also where tests and main classes lie in one folder. */
  private static final Pattern TESTS = Pattern.compile(".*Test(\\$\\w+)?\\.class");

  private static final String ROOMS = "topiclora.report.internal.";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.matches(TESTS))
          .importPackages("topiclora.report");

  @Test
  void itKnowsCoreAndLmAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.not(resideInAPackage("topiclora.."))
                .or(
                    resideInAnyPackage(
                        "topiclora.lm..",
                        "topiclora.corpus..",
                        "topiclora.core..",
                        "topiclora.report.."))
                .as("are of lm, core or report"))
        .check(classes);
  }

  @Test
  void valuesKnowNoRoom() {
    noClasses()
        .that()
        .resideInAPackage("topiclora.report")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOMS + ".")
        .check(classes);
  }

  @Test
  void roomsAreFreeOfCycles() {
    slices().matching(ROOMS + "(*)..").should().beFreeOfCycles().check(classes);
  }

  @ParameterizedTest
  @CsvSource({"map, content", "map, write", "content, write"})
  void theseRoomsDoNotKnowThose(String room, String unknown) {
    noClasses()
        .that()
        .resideInAPackage(ROOMS + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOMS + unknown + "..")
        .check(classes);
  }

  @ParameterizedTest
  @CsvSource({"map, 3", "content, 9", "write, 4"})
  void theRulesSawEveryRoom(String room, int least) {
    long seen =
        classes.stream()
            .filter(one -> one.getPackageName().equals(ROOMS + room))
            .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
            .count();
    assertThat(seen).as(room).isBetween((long) least, 15L);
  }

  @Test
  void thePublicPackageIsSmall() {
    assertThat(classes.stream().filter(one -> one.getPackageName().equals("topiclora.report")))
        .extracting(JavaClass::getSimpleName)
        .filteredOn(name -> !name.isEmpty() && !name.equals("package-info"))
        .containsExactlyInAnyOrder("ReportFormat", "ReportOptions");
  }
}
