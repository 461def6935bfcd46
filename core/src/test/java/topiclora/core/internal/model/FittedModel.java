package topiclora.core.internal.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import topiclora.core.LearningOptions;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.FitInputs;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.TinyBase;

/** A model of the tiny base, fitted to documents of three subjects. */
public record FittedModel(
    BaseModel base, Corpus corpus, TokenizedCorpus catalogue, TopicModel model)
    implements AutoCloseable {
  private static final LearningOptions OPTIONS =
      LearningOptions.topics().toBuilder().rank(3).window(8).maxTokens(64).epochs(1).build();

  /** Fits {@code count} documents; all files go into {@code folder}. */
  public static FittedModel of(Path folder, int count) {
    BaseModel base = TinyBase.open(folder.resolve("base"));
    Random random = new Random(21);
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      String text = TinyBase.text(d % 3, 45, random);
      String label = "subject " + d % 3;
      documents.add(new Document("d" + d, "Title " + d, text, label, Map.of()));
    }
    documents.add(Document.of("short", " boat"));
    Corpus corpus = Corpus.of(documents);
    TokenizedCorpus catalogue = TokenizedCorpus.of(base, corpus, OPTIONS);
    Checkpoint checkpoint =
        Checkpoint.open(
            folder.resolve("work"), FitInputs.of(base, catalogue.corpusSummary(), OPTIONS), true);
    TopicModel model = TopicModel.fit(base, catalogue, OPTIONS, checkpoint, Progress.SILENT);
    return new FittedModel(base, corpus, catalogue, model);
  }

  @Override
  public void close() {
    base.close();
  }
}
