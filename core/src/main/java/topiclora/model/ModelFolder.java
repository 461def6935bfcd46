package topiclora.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import topiclora.Provenance;
import topiclora.TopicLoraException;
import topiclora.fit.FitOptions;
import topiclora.fit.FitResult;
import topiclora.fit.Learned;
import topiclora.tensor.Safetensors;
import topiclora.tensor.Tensor;

/**
 * The files of a model: {@code model.json} says what it is, {@code shared.safetensors} has what is
 * shared, {@code documents.safetensors} the vectors, and {@code documents.jsonl} whose they are.
 *
 * <p>A model is written beside its place and then moved there, so that half a one is never found.
 */
final class ModelFolder {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final ObjectMapper LINES = new ObjectMapper();

  private ModelFolder() {}

  /** What {@code model.json} holds. */
  private record Card(
      int format,
      String form,
      FitOptions options,
      Provenance provenance,
      List<FitResult.Pass> passes) {}

  static void save(TopicModel model, Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    Path unfinished = place.resolveSibling(place.getFileName() + ".unfinished");
    try {
      remove(unfinished);
      Files.createDirectories(unfinished);
      write(model, unfinished);
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException e) {
      throw new TopicLoraException.Storage(folder + " is there already and not empty", e);
    } catch (IOException e) {
      throw new TopicLoraException.Storage(
          "cannot write the model to " + folder + ": " + e.getMessage() + "; disk full?", e);
    }
  }

  private static void write(TopicModel model, Path folder) throws IOException {
    Card card = new Card(FORMAT, "down", model.options(), model.provenance(), model.passes());
    Files.writeString(folder.resolve("model.json"), JSON.writeValueAsString(card));
    Map<String, Tensor> shared = new LinkedHashMap<>(model.learned().tensors());
    Tensor x = shared.remove("x");
    Safetensors.write(folder.resolve("shared.safetensors"), shared, Map.of());
    Safetensors.write(folder.resolve("documents.safetensors"), Map.of("x", x), Map.of());
    try (var out = Files.newBufferedWriter(folder.resolve("documents.jsonl"))) {
      for (DocumentVector document : model.documents()) {
        out.write(LINES.writeValueAsString(Row.of(document)));
        out.write('\n');
      }
    }
  }

  static TopicModel load(Path folder) {
    if (!Files.isRegularFile(folder.resolve("model.json"))) {
      throw new TopicLoraException.BadModel(
          "no model at "
              + folder
              + ": wanted a folder with model.json, as 'topiclora fit' writes it");
    }
    try {
      Card card = JSON.readValue(folder.resolve("model.json").toFile(), Card.class);
      if (card.format() != FORMAT) {
        throw new TopicLoraException.BadModel(
            "%s has format %d, this version reads %d; written by a newer TopicLoRA?"
                .formatted(folder, card.format(), FORMAT));
      }
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      read(folder.resolve("shared.safetensors"), tensors);
      read(folder.resolve("documents.safetensors"), tensors);
      Learned learned = learned(folder, tensors);
      return new TopicModel(
          card.options(),
          card.provenance(),
          learned,
          documents(folder, learned.x().toRows()),
          card.passes());
    } catch (JsonProcessingException e) {
      throw new TopicLoraException.BadModel(
          "%s is damaged: %s".formatted(folder, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new TopicLoraException.BadModel(
          "cannot read the model at %s: %s".formatted(folder, e.getMessage()));
    }
  }

  private static void read(Path file, Map<String, Tensor> into) throws IOException {
    try (var opened = Safetensors.open(file)) {
      for (String name : opened.names()) {
        into.put(name, opened.tensor(name));
      }
    }
  }

  private static Learned learned(Path folder, Map<String, Tensor> tensors) {
    try {
      return Learned.of(tensors);
    } catch (IllegalArgumentException e) {
      throw new TopicLoraException.BadModel(folder + " is damaged: " + e.getMessage());
    }
  }

  private static List<DocumentVector> documents(Path folder, float[][] x) throws IOException {
    List<DocumentVector> documents = new ArrayList<>();
    try (Stream<String> lines = Files.lines(folder.resolve("documents.jsonl"))) {
      for (String line : (Iterable<String>) lines::iterator) {
        if (documents.size() == x.length) {
          throw new TopicLoraException.BadModel(
              folder + " has more documents than vectors; damaged?");
        }
        documents.add(LINES.readValue(line, Row.class).with(x[documents.size()]));
      }
    }
    if (documents.size() != x.length) {
      throw new TopicLoraException.BadModel(
          "%s has %d documents and %d vectors; damaged?"
              .formatted(folder, documents.size(), x.length));
    }
    return documents;
  }

  private static void remove(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
