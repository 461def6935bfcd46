package topiclora;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows of the house: each package is a stage, and none knows a later one. */
final class HouseTest {
  private static final List<String> STAGES =
      List.of(
          "corpus", "tensor", "base", "adapter", "fit", "model", "measure", "topic", "similar",
          "cluster", "report", "plugin", "chat", "study");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("topiclora");

  @Test
  void noStageKnowsALaterOne() {
    for (int i = 0; i < STAGES.size(); i++) {
      String[] later =
          STAGES.subList(i + 1, STAGES.size()).stream()
              .map(stage -> "topiclora." + stage + "..")
              .toArray(String[]::new);
      if (later.length > 0) {
        ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("topiclora." + STAGES.get(i) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later)
            .allowEmptyShould(true)
            .check(classes);
      }
    }
  }

  @Test
  void onlyTensorKnowsLibtorch() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("topiclora.tensor")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(classes);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("topiclora.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void theRulesSawTheHouse() {
    assertThat(classes.size()).isGreaterThan(10);
  }
}
