package topiclora.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import topiclora.Document;
import topiclora.Provenance;
import topiclora.adapter.Adapter;
import topiclora.adapter.Form;
import topiclora.adapter.Modulation;
import topiclora.base.LinearKind;
import topiclora.base.ModuleId;
import topiclora.corpus.Corpus;
import topiclora.fit.Encoder;
import topiclora.fit.Fisher;
import topiclora.fit.FitOptions;
import topiclora.fit.Learned;
import topiclora.fit.Windows;
import topiclora.model.Catalogue;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.model.WholeFolder;
import topiclora.plugin.TextIndex;
import topiclora.tensor.DType;
import topiclora.tensor.Tensor;

/** A model folder of four documents and two numbers each, that no fit made. */
final class ATinyModel {
  static final String SLY = "a,sly\u001b[2J";

  private ATinyModel() {}

  static Path in(Path folder) {
    Path place = folder.resolve("tiny.model");
    float[][] x = {{3, 0}, {2, 1}, {0, 1}, {0, -9}};
    List<DocumentVector> documents =
        List.of(
            document("north", x[0], 100, 450),
            document("east", x[1], 100, 460),
            document("south", x[2], 0, 0),
            document(SLY, x[3], 100, 480));
    new TopicModel(
            FitOptions.builder().rank(2).build(), provenance(), learned(x), documents, List.of())
        .save(place, texts(documents));
    return place;
  }

  private static WholeFolder.Part texts(List<DocumentVector> vectors) {
    List<Document> documents =
        vectors.stream()
            .map(v -> new Document(v.id(), v.title(), text(v), null, Map.of()))
            .toList();
    Corpus corpus = Corpus.of(documents);
    Windows none = new Windows.Builder(8, 64, 0).build();
    return TextIndex.part(
        corpus, new Catalogue(none, documents, List.of(), corpus.forEach(document -> {})));
  }

  private static String text(DocumentVector vector) {
    return vector.x()[0] > 0 ? "The wind of it, cold." : "The wind of it.";
  }

  private static DocumentVector document(String id, float[] x, long heldOut, double own) {
    double zero = heldOut == 0 ? 0 : 470;
    String title = "The " + id;
    return new DocumentVector(id, title, null, Map.of(), x, 10, heldOut, own, zero, zero);
  }

  private static Provenance provenance() {
    return new Provenance("0", "2026-01-01T00:00:00Z", "tiny", "00", "00", 4, "none", 1);
  }

  private static Learned learned(float[][] x) {
    Tensor zero = Tensor.zeros(DType.F32, 4, 2);
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    modules.put(new ModuleId(1, LinearKind.DOWN), Form.DOWN.zeros(8, 4, 2));
    float[] flat = new float[2 * x.length];
    for (int d = 0; d < x.length; d++) {
      System.arraycopy(x[d], 0, flat, 2 * d, 2);
    }
    Tensor width = Tensor.zeros(DType.F32, 4);
    Tensor rank = Tensor.zeros(DType.F32, 2);
    return new Learned(
        new Adapter(modules),
        Tensor.of(flat, x.length, 2),
        new Fisher(Tensor.zeros(DType.F32, 1, 2, 2)),
        rank,
        new Encoder(zero, rank, width, width));
  }
}
