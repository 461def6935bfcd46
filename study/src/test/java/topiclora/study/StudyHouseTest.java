package topiclora.study;

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

/** What a study knows, and the order of its rooms. */
final class StudyHouseTest {
  private static final int MOST_FILES = 15;

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("topiclora.study");

  @Test
  void aStudyKnowsNeitherTheCommandLineNorBenchmarks() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("topiclora.cli..", "topiclora.bench..", "picocli..")
        .check(classes);
  }

  @Test
  void roomsAreFreeOfCycles() {
    slices().matching("topiclora.study.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void noRoomKnowsTheStudyThatRunsItAndResultsKnowNoOtherRoom() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("topiclora.study")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("topiclora.study")
        .check(classes);
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("topiclora.study.result")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "topiclora.study.baselines",
            "topiclora.study.context",
            "topiclora.study.hypotheses",
            "topiclora.study.metrics",
            "topiclora.study.write",
            "topiclora.lm.internal.model..",
            "topiclora.lm.internal.tensor..",
            "topiclora.core..")
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
            "topiclora.study",
            "topiclora.study.baselines",
            "topiclora.study.context",
            "topiclora.study.hypotheses",
            "topiclora.study.metrics",
            "topiclora.study.result",
            "topiclora.study.write");
    assertThat(filesOfPackages().get("topiclora.study.hypotheses")).isGreaterThanOrEqualTo(12);
    assertThat(classes.size()).isGreaterThan(70); // with nested ones
  }
}
