package topiclora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** README, guide, help texts and JSON fields keep to the words of docs/glossary.md. */
final class GlossaryTest {
  private final Glossary glossary;

  GlossaryTest() throws IOException {
    glossary = Glossary.read();
  }

  @Test
  void theGlossaryFindsWhatItIsFor() {
    assertThat(glossary.patterns()).hasSizeGreaterThan(30);
    assertThat(glossary.fields()).hasSizeGreaterThan(30);
    assertThat(glossary.findings("Two strangers\nwere  foretold, and a noise point was not."))
        .hasSize(2)
        .anySatisfy(found -> assertThat(found).contains("[strangers]", "outliers"));
    assertThat(glossary.findings("topiclora fit c.jsonl --shared-from m --max-new-tokens 8"))
        .isEmpty();
    assertThat(glossary.findings("topiclora fit c.jsonl --from m")).hasSize(1);
  }

  @Test
  void readmeGuideAndContributingKeepToIt() throws IOException {
    List<Path> pages = UserPages.all();
    assertThat(pages).hasSizeGreaterThan(8);
    for (Path page : pages) {
      assertThat(glossary.findings(Files.readString(page))).as(page.toString()).isEmpty();
    }
  }

  @Test
  void helpTextsKeepToIt() {
    List<CommandLine> commands = CommandTree.all();
    assertThat(commands).hasSizeGreaterThan(15);
    for (CommandLine command : commands) {
      assertThat(glossary.findings(command.getUsageMessage()))
          .as(command.getCommandSpec().qualifiedName())
          .isEmpty();
    }
  }

  @Test
  void fieldsOfJsonKeepToIt() throws IOException {
    List<Path> schemas;
    try (Stream<Path> files = Files.list(JsonSchemaTest.SCHEMAS)) {
      schemas = files.sorted().toList();
    }
    assertThat(schemas).hasSizeGreaterThan(15);
    for (Path schema : schemas) {
      List<String> names = new ArrayList<>();
      properties(new JsonMapper().readTree(schema.toFile()), names);
      String of = schema.getFileName().toString().replace(".json", "");
      assertThat(names).as(of).isNotEmpty().allSatisfy(name -> assertUsed(name, of));
    }
  }

  @Test
  void recordsOfTheFacadeKeepToIt() {
    List<JavaClass> records =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("topiclora")
                .stream()
                .filter(type -> type.getPackageName().equals("topiclora") && type.isRecord())
                .toList();
    assertThat(records).hasSizeGreaterThan(10);
    assertThat(records)
        .allSatisfy(
            type ->
                assertThat(type.getFields())
                    .filteredOn(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                    .extracting(JavaField::getName)
                    .allSatisfy(name -> assertUsed(name, type.getSimpleName())));
  }

  private void assertUsed(String field, String of) {
    assertThat(glossary.fields().getOrDefault(field, Set.of(of)))
        .as("field '%s' of %s", field, of)
        .contains(of);
  }

  /** Names under every "properties" of a schema. */
  private static void properties(JsonNode schema, List<String> names) {
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    schema.forEach(part -> properties(part, names));
  }
}
