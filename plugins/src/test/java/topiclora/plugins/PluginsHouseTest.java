package topiclora.plugins;

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
final class PluginsHouseTest {
  /** Also where tests and main classes lie in one folder. */
  private static final Pattern TESTS = Pattern.compile(".*Test(\\$\\w+)?\\.class");

  private static final String ROOMS = "topiclora.plugins.internal.";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.matches(TESTS))
          .importPackages("topiclora.plugins");

  private static DescribedPredicate<JavaClass> ofTopicLora() {
    return resideInAPackage("topiclora..");
  }

  @Test
  void itKnowsCoreAndLmAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.not(ofTopicLora())
                .or(
                    resideInAnyPackage(
                        "topiclora.lm..",
                        "topiclora.corpus..",
                        "topiclora.core..",
                        "topiclora.plugins.."))
                .as("are of lm, core or plugins"))
        .check(classes);
  }

  @Test
  void valuesKnowNoRoom() {
    noClasses()
        .that()
        .resideInAPackage("topiclora.plugins")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOMS + ".")
        .check(classes);
  }

  @Test
  void roomsAreFreeOfCycles() {
    slices().matching(ROOMS + "(*)..").should().beFreeOfCycles().check(classes);
  }

  /** Plugins are retrieval and export; what they are made of is learned elsewhere. */
  @ParameterizedTest
  @CsvSource({"retrieve, answer", "export, answer", "export, retrieve", "answer, evaluate"})
  void theseRoomsDoNotKnowThose(String room, String unknown) {
    noClasses()
        .that()
        .resideInAPackage(ROOMS + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOMS + unknown + "..", ROOMS + "training..")
        .check(classes);
  }

  @ParameterizedTest
  @CsvSource({"retrieve, 12", "answer, 9", "evaluate, 9", "export, 8", "training, 3"})
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
    assertThat(classes.stream().filter(one -> one.getPackageName().equals("topiclora.plugins")))
        .extracting(JavaClass::getSimpleName)
        .filteredOn(name -> !name.isEmpty() && !name.equals("package-info"))
        .containsExactlyInAnyOrder(
            "ContextMode",
            "DocumentWeighting",
            "DocumentsFrom",
            "QuestionFormat",
            "Questions",
            "RetrieverKind");
  }
}
