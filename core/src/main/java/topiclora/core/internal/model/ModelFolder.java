package topiclora.core.internal.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import topiclora.core.LearningOptions;
import topiclora.core.Provenance;
import topiclora.core.TextUnit;
import topiclora.core.internal.fit.FitResult;
import topiclora.core.internal.fit.Parameters;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.lm.internal.io.JsonMapping;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The files of a model: {@code model.json} says what it is, {@code shared.safetensors} has what is
 * shared, {@code documents.safetensors} the vectors, and {@code documents.jsonl} whose they are.
 * Whatever else lies there was put there by a later stage, and goes along when the model is saved
 * again.
 */
final class ModelFolder {
  private static final int FORMAT = 6;

  /** Fields that are not known here are passed over: a later build may add some to this format. */
  private static final JsonMapper LINES =
      JsonMapping.PLAIN
          .rebuild()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final JsonMapper JSON =
      LINES.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String CARD = "model.json";
  private static final String SHARED = "shared.safetensors";
  private static final String VECTORS = "documents.safetensors";
  private static final String DOCUMENTS = "documents.jsonl";
  private static final String X = "x";
  private static final Set<String> OWN = Set.of(CARD, SHARED, VECTORS, DOCUMENTS);

  private ModelFolder() {}

  /** What {@code model.json} holds. */
  private record Card(
      int format, LearningOptions options, Provenance provenance, List<FitResult.Epoch> epochs) {
    Card {
      Objects.requireNonNull(options, "no options");
      Objects.requireNonNull(provenance, "no provenance");
      Objects.requireNonNull(epochs, "no epochs");
    }
  }

  /** Everything that a folder of this model holds. */
  static List<AtomicDirectory.Part> parts(TopicModel model, List<AtomicDirectory.Part> more) {
    List<AtomicDirectory.Part> parts = new ArrayList<>();
    parts.add(place -> write(model, place));
    Path from = model.folder();
    if (from != null) {
      parts.add(place -> copyRest(from, place));
    }
    parts.addAll(more);
    return parts;
  }

  private static void copyRest(Path from, Path to) throws IOException {
    if (!Files.isRegularFile(from.resolve(CARD))) {
      throw new IOException("the model came from " + from + ", which is gone");
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.filter(file -> !OWN.contains(from.relativize(file).toString())).toList();
    }
    for (Path file : files) {
      Path copy = to.resolve(from.relativize(file));
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(file, copy);
      }
    }
  }

  private static void write(TopicModel model, Path folder) throws IOException {
    Card card = new Card(FORMAT, model.options(), model.provenance(), model.epochs());
    Files.writeString(folder.resolve(CARD), JSON.writeValueAsString(card));
    Map<String, Tensor> shared = new LinkedHashMap<>(model.parameters().tensors());
    shared.remove(X);
    Safetensors.write(folder.resolve(SHARED), shared, Map.of());
    Safetensors.write(folder.resolve(VECTORS), vectors(model), Map.of());
    try (var out = Files.newBufferedWriter(folder.resolve(DOCUMENTS))) {
      for (DocumentVector document : model.documents()) {
        out.write(LINES.writeValueAsString(DocumentRow.of(document)));
        out.write('\n');
      }
    }
  }

  private static Map<String, Tensor> vectors(TopicModel model) {
    Tensor x = model.parameters().x();
    if (model.options().textUnit() != TextUnit.SENTENCES) {
      return Map.of(X, x);
    }
    return model.options().isSparse(model.dimensions())
        ? SparseVectors.packed(x, model.options().maxNonzero())
        : Map.of(X, x.to(DType.F16)); // exactly: fold-in has rounded it
  }

  static TopicModel load(Path folder) {
    AtomicDirectory.settle(folder);
    if (!Files.isRegularFile(folder.resolve(CARD))) {
      throw new TopicLoraException.BadModel(
          "no model at " + folder + ": wanted a folder with model.json");
    }
    try {
      Card card = card(folder);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      read(folder.resolve(SHARED), tensors);
      read(folder.resolve(VECTORS), tensors);
      Parameters learned = learned(folder, tensors, card.options());
      return new TopicModel(
          card.options(),
          card.provenance(),
          learned,
          documents(folder, learned.x().toRows()),
          card.epochs(),
          folder);
    } catch (JsonProcessingException e) {
      throw new TopicLoraException.BadModel(
          "%s is damaged: %s".formatted(folder, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new TopicLoraException.BadModel(
          "cannot read the model at %s: %s".formatted(folder, e.getMessage()));
    }
  }

  /**
   * The format is looked at first. Its number rises where an older build would misread a folder; a
   * field that an older build may pass over is added under the same number.
   */
  private static Card card(Path folder) throws IOException {
    JsonNode json = JSON.readTree(folder.resolve(CARD).toFile());
    if (!json.path("format").isInt()) {
      throw new TopicLoraException.BadModel(folder + " is damaged: model.json states no format");
    }
    int format = json.path("format").asInt();
    if (format != FORMAT) {
      throw new TopicLoraException.BadModel(
          "%s has format %d, this version reads %d; %s"
              .formatted(
                  folder,
                  format,
                  FORMAT,
                  format < FORMAT
                      ? "an earlier TopicLoRA wrote it: fit its corpus anew"
                      : "written by a newer TopicLoRA?"));
    }
    return JSON.treeToValue(json, Card.class);
  }

  private static void read(Path file, Map<String, Tensor> into) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no " + file.getFileName());
    }
    try (var opened = Safetensors.open(file)) {
      for (String name : opened.names()) {
        into.put(name, opened.tensor(name).to(DType.F32));
      }
    }
  }

  private static Parameters learned(
      Path folder, Map<String, Tensor> tensors, LearningOptions options) {
    try {
      Tensor precision = tensors.get("precision");
      if (precision != null && SparseVectors.areIn(tensors)) {
        tensors.put(X, SparseVectors.unpacked(tensors, Math.toIntExact(precision.count())));
      }
      Parameters learned = Parameters.of(tensors, options);
      if (learned.x().size(1) != learned.adapter().dimensions()) {
        throw new IllegalArgumentException(
            "vectors "
                + learned.x()
                + " for an adapter that takes "
                + learned.adapter().dimensions()
                + " dimensions");
      }
      return learned;
    } catch (IllegalArgumentException e) {
      throw new TopicLoraException.BadModel(folder + " is damaged: " + e.getMessage());
    }
  }

  private static List<DocumentVector> documents(Path folder, float[][] x) throws IOException {
    List<DocumentVector> documents = new ArrayList<>();
    try (Stream<String> lines = Files.lines(folder.resolve(DOCUMENTS))) {
      for (String line : (Iterable<String>) lines::iterator) {
        if (documents.size() == x.length) {
          throw new TopicLoraException.BadModel(
              folder + " has more documents than vectors; damaged?");
        }
        DocumentRow row = LINES.readValue(line, DocumentRow.class);
        if (row == null) {
          throw new TopicLoraException.BadModel(folder + " is damaged: a document is null");
        }
        documents.add(row.with(x[documents.size()]));
      }
    }
    if (documents.size() != x.length) {
      throw new TopicLoraException.BadModel(
          "%s has %d documents and %d vectors; damaged?"
              .formatted(folder, documents.size(), x.length));
    }
    return documents;
  }
}
