package topiclora.bench;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What benchmarks know, and the order of their rooms. */
final class BenchHouseTest {
  private static final int MOST_FILES = 15;

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("topiclora.bench");

  @Test
  void benchmarksDoNotKnowTheCommandLineOfTheProduct() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("topiclora.cli..")
        .check(classes);
  }

  @Test
  void roomsAreFreeOfCycles() {
    slices().matching("topiclora.bench.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void noRoomKnowsTheCommandThatHoldsAll() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("topiclora.bench")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("topiclora.bench")
        .check(classes);
  }

  /** As files: classes in a file of their own, without package-info. */
  private Map<String, Long> filesOfPackages() {
    return classes.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(c -> !c.getSimpleName().equals("package-info"))
        .collect(
            Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
  }

  @Test
  void noPackageHasMoreThanFifteenFiles() {
    assertThat(filesOfPackages().values()).allMatch(files -> files <= MOST_FILES);
  }

  @Test
  void theRulesSawEveryRoom() {
    assertThat(filesOfPackages())
        .containsOnlyKeys(
            "topiclora.bench",
            "topiclora.bench.baselines",
            "topiclora.bench.geometry",
            "topiclora.bench.outliers",
            "topiclora.bench.plugins",
            "topiclora.bench.setup",
            "topiclora.bench.speed",
            "topiclora.bench.topics");
    assertThat(classes.size()).isGreaterThan(45); // with nested ones
  }
}
