package topiclora.lm;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of this module: which room of it knows which. */
final class LmHouseTest {
  private static final String PUBLIC = "topiclora.lm";
  private static final String INTERNAL = "topiclora.lm.internal.";

  /** What each room may know beside itself and the public values. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("io", Set.of()),
          Map.entry("tensor", Set.of("io")),
          Map.entry("math", Set.of("tensor")),
          Map.entry("tokenizer", Set.of("io")),
          Map.entry("template", Set.of("tokenizer")),
          Map.entry("checkpoint", Set.of("tensor", "tokenizer")),
          Map.entry("gguf", Set.of("checkpoint", "tensor", "tokenizer", "io")),
          Map.entry("huggingface", Set.of("checkpoint", "tensor", "tokenizer", "io")),
          Map.entry("store", Set.of("io")),
          Map.entry(
              "model",
              Set.of("checkpoint", "gguf", "huggingface", "template", "tokenizer", "tensor", "io")),
          Map.entry("generate", Set.of("model", "checkpoint", "template", "tokenizer", "tensor")));

  /** Classes of each room at least, nested ones not counted: the rules have to see them. */
  private static final Map<String, Long> FLOORS =
      Map.ofEntries(
          Map.entry("io", 5L),
          Map.entry("tensor", 11L),
          Map.entry("math", 4L),
          Map.entry("tokenizer", 6L),
          Map.entry("template", 4L),
          Map.entry("checkpoint", 6L),
          Map.entry("gguf", 8L),
          Map.entry("huggingface", 4L),
          Map.entry("store", 8L),
          Map.entry("model", 9L),
          Map.entry("generate", 6L));

  private static final int PUBLIC_FLOOR = 12;
  private static final int PUBLIC_MOST = 15;

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(PUBLIC);

  @Test
  void everyRoomKnowsOnlyTheRoomsBelowIt() {
    ARROWS.forEach(
        (room, known) ->
            ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(INTERNAL + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    ARROWS.keySet().stream()
                        .filter(other -> !other.equals(room) && !known.contains(other))
                        .map(other -> INTERNAL + other + "..")
                        .toArray(String[]::new))
                .check(classes));
  }

  @Test
  void noRoomKnowsThePublicClassesThatOpenThings() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(INTERNAL + ".")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(LanguageModel.class.getName())
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName(BaseStore.class.getName())
        .check(classes);
  }

  @Test
  void publicValuesKnowNoRoom() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(PUBLIC)
        .and()
        .doNotBelongToAnyOf(LanguageModel.class, BaseStore.class, BaseStore.Cached.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(INTERNAL + ".")
        .check(classes);
  }

  @Test
  void roomsAreFreeOfCycles() {
    slices().matching(INTERNAL + "(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyTensorKnowsLibtorch() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + "tensor")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(classes);
    ArchRuleDefinition.classes()
        .that()
        .haveFullyQualifiedName(INTERNAL + "tensor.Tensor")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .as("the rule sees libtorch where it is")
        .check(classes);
  }

  @Test
  void thisModuleKnowsNoOtherOfOurs() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Stream.of("", ".corpus..", ".core..", ".plugins..", ".report..", ".internal..")
                .map(rest -> "topiclora" + rest)
                .toArray(String[]::new))
        .check(classes);
  }

  @Test
  void theRulesSawTheWholeHouseAndItsPublicPackageIsSmall() {
    Map<String, Long> counts =
        classes.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(one -> !one.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    assertThat(counts).hasSize(FLOORS.size() + 1);
    assertThat(FLOORS.keySet()).isEqualTo(ARROWS.keySet());
    FLOORS.forEach(
        (room, floor) ->
            assertThat(counts.get(INTERNAL + room)).as(room).isGreaterThanOrEqualTo(floor));
    assertThat(counts.get(PUBLIC)).isBetween((long) PUBLIC_FLOOR, (long) PUBLIC_MOST);
  }
}
