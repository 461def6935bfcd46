package topiclora.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.Provenance;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Modulation;
import topiclora.core.internal.adapter.ModulationFactory;
import topiclora.core.internal.fit.Fisher;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.start.Encoder;
import topiclora.core.internal.windows.Windows;
import topiclora.core.internal.windows.WindowsBuilder;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.OneThread;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.plugins.internal.retrieve.TextIndex;

/** A model folder of four documents and two dimensions each, that no fit made. */
public final class ATinyModel {
  public static final String SLY = "a,sly\u001b[2J";

  private ATinyModel() {}

  public static Path in(Path folder) {
    OneThread.set();
    Path place = folder.resolve("tiny.model");
    float[][] x = {{3, 0}, {2, 1}, {0, 1}, {0, -9}};
    List<DocumentVector> documents =
        List.of(
            document("north", x[0], 100, 450),
            document("east", x[1], 100, 460),
            document("south", x[2], 0, 0),
            document(SLY, x[3], 100, 480));
    new TopicModel(
            LearningOptions.topics().toBuilder().rank(2).build(),
            provenance(),
            learned(x),
            documents,
            List.of())
        .save(place, texts(documents));
    return place;
  }

  private static AtomicDirectory.Part texts(List<DocumentVector> vectors) {
    List<Document> documents =
        vectors.stream()
            .map(v -> new Document(v.id(), v.title(), text(v), null, Map.of()))
            .toList();
    Corpus corpus = Corpus.of(documents);
    Windows none = new WindowsBuilder(8, 64, 0).build();
    return TextIndex.writer(
        corpus, new TokenizedCorpus(none, documents, List.of(), corpus.forEach(document -> {})));
  }

  private static String text(DocumentVector vector) {
    return vector.vector()[0] > 0 ? "The wind of it, cold." : "The wind of it.";
  }

  private static DocumentVector document(String id, float[] x, long heldOut, double own) {
    double zero = heldOut == 0 ? 0 : 470;
    String title = "The " + id;
    return new DocumentVector(id, title, null, Map.of(), x, 10, heldOut, own, zero, zero);
  }

  private static Provenance provenance() {
    return new Provenance("0", "2026-01-01T00:00:00Z", "tiny", "00", "00", 4, "none", 1);
  }

  private static Parameters learned(float[][] x) {
    Tensor zero = Tensor.zeros(DType.F32, 4, 2);
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    modules.put(
        new ModuleId(1, LinearKind.DOWN),
        new ModulationFactory(ModulationForm.of(Modulate.DOWN)).zeros(8, 4, 2));
    float[] flat = new float[2 * x.length];
    for (int d = 0; d < x.length; d++) {
      System.arraycopy(x[d], 0, flat, 2 * d, 2);
    }
    Tensor width = Tensor.zeros(DType.F32, 4);
    Tensor rank = Tensor.zeros(DType.F32, 2);
    return new Parameters(
        new Adapter(modules),
        Tensor.of(flat, x.length, 2),
        new Fisher(Tensor.zeros(DType.F32, 1, 2, 2)),
        rank,
        new Encoder(zero, rank, width, width));
  }
}
