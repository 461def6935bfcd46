package topiclora.bench.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.internal.math.EvenSample;
import topiclora.study.metrics.EmbeddingMetrics;

/** Documents that all have a label, to measure by. */
public record LabelledCorpus(List<Document> documents) {
  public LabelledCorpus {
    documents = List.copyOf(documents);
  }

  /** The documents of {@code corpus} that have a label, in memory. */
  public static LabelledCorpus of(Path corpus) {
    var documents = new ArrayList<Document>();
    Corpus.open(corpus)
        .forEach(
            document -> {
              if (document.label() != null) {
                documents.add(document);
              }
            });
    var labelled = new LabelledCorpus(documents);
    if (labelled.classes() < 2 || documents.size() <= EmbeddingMetrics.NEIGHBOURS) {
      throw new BadCorpus(
          "%s has %d documents with %d labels; geometry needs two labels and more than %d documents"
              .formatted(
                  corpus, documents.size(), labelled.classes(), EmbeddingMetrics.NEIGHBOURS));
    }
    return labelled;
  }

  /** {@code n} of the documents, evenly spread: a corpus may stand in the order of its labels. */
  public LabelledCorpus spread(int n) {
    if (n <= EmbeddingMetrics.NEIGHBOURS) {
      throw new IllegalArgumentException(
          "--max-documents is %d, geometry needs more than %d documents"
              .formatted(n, EmbeddingMetrics.NEIGHBOURS));
    }
    return new LabelledCorpus(EvenSample.of(documents, n));
  }

  /** The label of each document. */
  public List<String> labels() {
    return documents.stream().map(Document::label).map(Objects::requireNonNull).toList();
  }

  /** Different labels. */
  public int classes() {
    return (int) labels().stream().distinct().count();
  }
}
