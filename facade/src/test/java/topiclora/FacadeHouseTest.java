package topiclora;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/** The arrows between modules, seen from the facade, which has all of them on its class path. */
final class FacadeHouseTest {
  private static final String[] LM = {"topiclora.lm.."};
  private static final String[] CORE = {"topiclora.core..", "topiclora.corpus.."};
  private static final String[] PLUGINS = {"topiclora.plugins.."};
  private static final String[] REPORT = {"topiclora.report.."};
  private static final String[] FACADE = {"topiclora", "topiclora.internal.."};

  private final JavaClasses classes = LibraryClasses.all();

  @Test
  void noModuleKnowsALaterOne() {
    knowsNot(LM, CORE, PLUGINS, REPORT, FACADE);
    knowsNot(CORE, PLUGINS, REPORT, FACADE);
    knowsNot(PLUGINS, REPORT, FACADE);
    knowsNot(REPORT, PLUGINS, FACADE);
  }

  private void knowsNot(String[] module, String[]... later) {
    for (String[] packages : later) {
      noClasses()
          .that()
          .resideInAnyPackage(module)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages)
          .check(classes);
    }
  }

  @Test
  void whatTheFacadeLeavesToOthersIsNotItsOwn() {
    noClasses()
        .that()
        .resideInAnyPackage(FACADE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..", "org.apache.lucene..", "org.tribuo..")
        .check(classes);
  }

  @Test
  void roomsAreFreeOfCycles() {
    slices().matching("topiclora.(*).internal.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void allIsInAModule() {
    classes()
        .that(not(resideInAnyPackage("topiclora", "topiclora.internal..")))
        .should()
        .resideInAnyPackage(
            "topiclora.lm..",
            "topiclora.corpus..",
            "topiclora.core..",
            "topiclora.plugins..",
            "topiclora.report..")
        .check(classes);
  }

  @Test
  void theRulesSawEveryModule() {
    assertThat(count(LM)).isGreaterThan(90);
    assertThat(count(CORE)).isGreaterThan(110);
    assertThat(count(PLUGINS)).isGreaterThan(45);
    assertThat(count(REPORT)).isGreaterThan(20);
    assertThat(count(FACADE)).isGreaterThan(40);
  }

  private long count(String[] packages) {
    return classes.stream().filter(resideInAnyPackage(packages)).count();
  }
}
