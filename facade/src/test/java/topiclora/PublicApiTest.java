package topiclora;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The public API: few types, named in a page, free of what may change at any time. */
final class PublicApiTest {
  private static final int MOST = 70;
  private static final Set<String> PACKAGES =
      Set.of(
          "topiclora",
          "topiclora.lm",
          "topiclora.corpus",
          "topiclora.core",
          "topiclora.plugins",
          "topiclora.report");
  private static final Path PAGE = Path.of("..", "docs", "guide", "public-api.md");

  /** They may lie on the same class path, and are no library. */
  private static final Pattern PROGRAMS = Pattern.compile("topiclora\\.(study|cli|bench)(\\..*)?");

  /** What other modules of ours need, and says so in its javadoc. */
  private static final Set<String> FOR_OUR_MODULES =
      Set.of(
          "topiclora.lm.LanguageModel.engine()",
          "topiclora.lm.GenerationRequest.of(topiclora.lm.GenerationRequest)");

  private final List<JavaClass> types =
      LibraryClasses.all().stream()
          .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
          .filter(type -> PACKAGES.contains(type.getPackageName()))
          .filter(type -> !type.getSimpleName().equals("package-info"))
          .toList();

  /** {@code mvn test -Dtopiclora.update=true} writes the page anew. */
  @Test
  void thePageListsEveryType() throws IOException {
    String page = page();
    if (Boolean.getBoolean("topiclora.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().isEqualTo(page);
  }

  @Test
  void thereAreFew() {
    assertThat(topLevel()).hasSizeBetween(30, MOST);
  }

  @Test
  void noSignatureNamesWhatIsInternal() {
    List<String> leaks = new ArrayList<>();
    for (JavaClass type : types) {
      for (JavaCodeUnit unit : type.getCodeUnits()) {
        boolean visible = unit.getModifiers().contains(JavaModifier.PUBLIC);
        boolean internal =
            unit.getRawParameterTypes().stream().anyMatch(PublicApiTest::isInternal)
                || isInternal(unit.getRawReturnType());
        if (visible && internal && !FOR_OUR_MODULES.contains(unit.getFullName())) {
          leaks.add(unit.getFullName());
        }
      }
    }
    assertThat(leaks).isEmpty();
  }

  /** Else a new package could hold public types that nobody counts. */
  @Test
  void everyOtherPackageOfTheLibraryIsInternal() {
    assertThat(
            LibraryClasses.all().stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !PROGRAMS.matcher(name).matches()))
        .isNotEmpty()
        .allMatch(name -> PACKAGES.contains(name) || name.contains(".internal"));
  }

  private static boolean isInternal(JavaClass type) {
    return type.getPackageName().startsWith("topiclora")
        && type.getPackageName().contains("internal");
  }

  private List<JavaClass> topLevel() {
    return types.stream().filter(JavaClass::isTopLevelClass).toList();
  }

  private String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # The public API

            These types are what programs may use; everything else is in a package called `internal` and may
            change at any time. A test compares this page with the code.
            """);
    topLevel().stream()
        .map(JavaClass::getPackageName)
        .distinct()
        .sorted()
        .forEach(
            name -> {
              page.append("\n## ").append(name).append("\n");
              topLevel().stream()
                  .filter(type -> type.getPackageName().equals(name))
                  .map(JavaClass::getSimpleName)
                  .sorted()
                  .forEach(type -> page.append("- `").append(type).append("`\n"));
            });
    return page.append("\n").append(topLevel().size()).append(" types.\n").toString();
  }
}
