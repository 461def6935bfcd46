package topiclora.study.baselines;

import java.util.List;
import topiclora.corpus.Document;

/** A baseline for vectors of documents. */
public interface Baseline {
  /** As a person would call it, with what it was set to: {@code LDA, 16 topics}. */
  String name();

  /** One vector per document, in their order; labels are not looked at. */
  float[][] vectors(List<Document> documents);
}
