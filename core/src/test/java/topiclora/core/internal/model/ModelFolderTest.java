package topiclora.core.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Tensor;

final class ModelFolderTest {
  @TempDir private Path folder;

  private final TopicModel model =
      SampleModel.of(
          List.of(
              new DocumentVector(
                  "a\nb",
                  "Title \u2603",
                  "label",
                  Map.of("year", "1999"),
                  new float[] {1.5f, -2},
                  3,
                  7,
                  20.25,
                  21.5,
                  22.5),
              SampleModel.document("c", 2, 0.1f, 1e-30f)));

  private Path place;

  @BeforeEach
  void save() {
    place = folder.resolve("news.model");
    model.save(place);
  }

  @Test
  void savingAndLoadingChangesNothing() {
    TopicModel loaded = TopicModel.load(place);
    assertThat(loaded.options()).isEqualTo(model.options());
    assertThat(loaded.provenance()).isEqualTo(model.provenance());
    assertThat(loaded.documents()).usingRecursiveComparison().isEqualTo(model.documents());
    var expected = List.copyOf(model.parameters().tensors().values());
    var found = List.copyOf(loaded.parameters().tensors().values());
    assertThat(loaded.parameters().tensors().keySet())
        .containsExactlyElementsOf(model.parameters().tensors().keySet());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).shape()).isEqualTo(expected.get(i).shape());
      assertThat(found.get(i).toFloats()).isEqualTo(expected.get(i).toFloats());
    }
  }

  @Test
  void savingWhatWasLoadedGivesTheSameBytes() throws Exception {
    Path again = folder.resolve("again.model");
    TopicModel.load(place).save(again);
    for (String name : names(place)) {
      assertThat(again.resolve(name)).hasSameBinaryContentAs(place.resolve(name));
    }
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAsItIs() throws Exception {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(taken.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> model.save(taken))
        .isInstanceOf(TopicLoraException.Storage.class)
        .hasMessage(taken + " is there already and not empty");
    assertThat(names(taken)).containsExactly("thesis.txt");
    assertThat(names(folder)).containsExactly("news.model", "taken");
  }

  @Test
  void aSaveThatFailsLeavesNothing() throws Exception {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    assertThatThrownBy(() -> model.save(taken)).isInstanceOf(TopicLoraException.Storage.class);
    assertThat(taken).hasContent("a file");
    assertThat(names(folder)).containsExactly("news.model", "taken");
  }

  @Test
  void anEmptyFolderAndLeftOversOfAnEarlierSaveAreNoHindrance() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path left = Files.createDirectory(folder.resolve("empty.unfinished"));
    Files.writeString(left.resolve("model.json"), "half");
    model.save(empty);
    assertThat(TopicModel.load(empty).documents()).hasSize(2);
    assertThat(left).doesNotExist();
  }

  @Test
  void aModelThatWasLeftAsideByAReplacementCutShortIsReadInItsPlace() throws Exception {
    Files.move(place, folder.resolve("news.model.before"));
    assertThat(TopicModel.load(place).documents()).hasSize(2);
    assertThat(names(folder)).containsExactly("news.model");
  }

  @Test
  void aFolderWithoutAModelIsNotOne() {
    assertBad(folder, "no model at ");
  }

  @Test
  void aModelOfAnotherFormatIsSaidToBeSo() throws Exception {
    Path card = place.resolve("model.json");
    String ours = Files.readString(card);
    Files.writeString(
        card, ours.replace("\"format\" : 6", "\"format\" : 7").replace("\"rank\"", "\"r\""));
    assertBad(place, "has format 7, this version reads 6; written by a newer TopicLoRA?");
    Files.writeString(card, ours.replace("\"format\" : 6", "\"format\" : 5"));
    assertBad(place, "has format 5, this version reads 6; an earlier TopicLoRA wrote it: fit its");
  }

  @Test
  void fieldsThatALaterBuildAddedToThisFormatArePassedOver() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    Path card = place.resolve("model.json");
    ObjectNode json = (ObjectNode) mapper.readTree(card.toFile());
    json.put("later", 1);
    for (String part : List.of("/options", "/options/modulation", "/provenance", "/epochs/0")) {
      ((ObjectNode) json.at(part)).put("later", "of any kind");
    }
    mapper.writeValue(card.toFile(), json);
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(place.resolve("documents.jsonl"))) {
      lines.add(line.replaceFirst("[{]", "{\"later\":[1,2],"));
    }
    Files.write(place.resolve("documents.jsonl"), lines);
    TopicModel loaded = TopicModel.load(place);
    assertThat(loaded.options()).isEqualTo(model.options());
    assertThat(loaded.provenance()).isEqualTo(model.provenance());
    assertThat(loaded.documents()).usingRecursiveComparison().isEqualTo(model.documents());
  }

  @Test
  void theOptionsAreSavedUnderTheirNames() throws Exception {
    JsonNode options = new ObjectMapper().readTree(place.resolve("model.json").toFile());
    assertThat(options.at("/options/modulation/modulate").asText()).isEqualTo("DOWN");
    assertThat(options.at("/options/modulation/vectorShape").asText()).isEqualTo("RANK");
    assertThat(options.at("/options/modulation/trainA").isBoolean()).isTrue();
    assertThat(options.at("/options/textUnit").asText()).isEqualTo("WINDOWS");
    assertThat(options.at("/options/epochs").asInt()).isEqualTo(model.options().epochs());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "{\"format\": 6}", "{\"format\": \"one\"}", "no json"})
  void aDamagedCardIsSaidToBeSo(String content) throws Exception {
    Files.writeString(place.resolve("model.json"), content);
    assertBad(place, place.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared.safetensors", "documents.safetensors", "documents.jsonl"})
  void aMissingFileIsNamed(String name) throws Exception {
    Files.delete(place.resolve(name));
    assertBad(place, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared.safetensors", "documents.safetensors"})
  void aFileThatWasCutShortIsNamed(String name) throws Exception {
    byte[] bytes = Files.readAllBytes(place.resolve(name));
    Files.write(place.resolve(name), Arrays.copyOf(bytes, bytes.length - 1));
    assertBad(place, name);
  }

  @Test
  void aMissingTensorIsNamed() throws Exception {
    Files.copy(
        place.resolve("documents.safetensors"),
        place.resolve("shared.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    assertBad(place, "damaged");
  }

  @Test
  void vectorsOfAnotherRankAreNotRead() throws Exception {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Safetensors.write(place.resolve("documents.safetensors"), Map.of("x", x), Map.of());
    assertBad(place, "damaged");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void asManyDocumentsAsVectorsAreWanted(int count) throws Exception {
    List<String> lines = Files.readAllLines(place.resolve("documents.jsonl"));
    List<String> other = Stream.generate(() -> lines.getFirst()).limit(count).toList();
    Files.write(place.resolve("documents.jsonl"), other);
    assertBad(place, "documents");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "null", "no json", "{}"})
  void aDamagedDocumentIsSaidToBeSo(String line) throws Exception {
    Files.write(place.resolve("documents.jsonl"), List.of(line, line));
    assertBad(place, place.toString());
  }

  private static void assertBad(Path path, String part) {
    assertThatThrownBy(() -> TopicModel.load(path))
        .isInstanceOf(TopicLoraException.BadModel.class)
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }

  private static List<String> names(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
