package topiclora.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows of the module: it knows lm alone, and its rooms stand in the order of the data. */
final class CoreHouseTest {
  private static final String ROOM = "topiclora.core.internal.";

  /** Each knows earlier ones only. */
  private static final List<String> ORDER =
      List.of(
          "text", "readers", "adapter", "windows", "forward", "start", "fit", "model", "topic",
          "similar", "outlier", "cluster");

  /** Also where tests and main classes lie in one folder. */
  private static final Pattern TESTS = Pattern.compile(".*Test(\\$\\w+)?\\.class");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.matches(TESTS))
          .importPackages("topiclora.core", "topiclora.corpus");

  @Test
  void itKnowsLmAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.not(resideInAPackage("topiclora.."))
                .or(resideInAnyPackage("topiclora.lm..", "topiclora.corpus..", "topiclora.core.."))
                .as("are of lm or core"))
        .check(classes);
  }

  @Test
  void libtorchIsBehindTheTensorsOfLm() {
    noClasses().should().dependOnClassesThat().resideInAPackage("org.bytedeco..").check(classes);
  }

  @Test
  void noRoomKnowsALaterOne() {
    for (int i = 0; i + 1 < ORDER.size(); i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(room -> ROOM + room + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOM + ORDER.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .check(classes);
    }
  }

  @Test
  void roomsAreFreeOfCycles() {
    slices().matching(ROOM + "(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void valuesKnowNoRoom() {
    noClasses()
        .that()
        .resideInAPackage("topiclora.core")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..internal..")
        .check(classes);
  }

  @Test
  void whatACorpusOffersNamesNoRoom() {
    List<String> named = new ArrayList<>();
    for (JavaClass one : classes) {
      if (one.getPackageName().equals("topiclora.corpus")
          && one.getModifiers().contains(JavaModifier.PUBLIC)) {
        for (JavaMethod method : one.getMethods()) {
          boolean offered = method.getModifiers().contains(JavaModifier.PUBLIC);
          Stream<JavaClass> types =
              Stream.concat(
                  method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()));
          if (offered && types.anyMatch(type -> type.getPackageName().contains(".internal"))) {
            named.add(method.getFullName());
          }
        }
      }
    }
    assertThat(named).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "core, 11",
    "corpus, 14",
    "core/internal/text, 4",
    "core/internal/readers, 7",
    "core/internal/adapter, 14",
    "core/internal/windows, 5",
    "core/internal/forward, 8",
    "core/internal/start, 5",
    "core/internal/fit, 15",
    "core/internal/model, 14",
    "core/internal/topic, 15",
    "core/internal/similar, 4",
    "core/internal/outlier, 2",
    "core/internal/cluster, 5"
  })
  void theRulesSawEveryRoomAndNoneIsCrowded(String folder, int least) throws IOException {
    String name = "topiclora." + folder.replace('/', '.');
    long seen =
        classes.stream()
            .filter(one -> one.getPackageName().equals(name) && one.isTopLevelClass())
            .filter(one -> !one.getSimpleName().equals("package-info"))
            .count();
    assertThat(seen).as(name).isGreaterThanOrEqualTo(least);
    try (Stream<Path> files = Files.list(Path.of("src/main/java/topiclora", folder))) {
      long count =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.endsWith("package-info.java"))
              .count();
      assertThat(count).as(name).isBetween((long) least, 15L);
    }
  }

  @Test
  void everyRoomStandsInTheOrder() {
    assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
        .filteredOn(name -> name.startsWith(ROOM))
        .map(name -> name.substring(ROOM.length()))
        .containsExactlyInAnyOrderElementsOf(ORDER);
  }
}
