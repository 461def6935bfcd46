package topiclora.study.baselines;

import java.util.List;
import topiclora.corpus.Document;

/** A baseline for topics of documents. */
public interface TopicBaseline {
  /** As a person would call it. */
  String name();

  /** The best words of each topic, best first. */
  List<List<String>> topics(List<Document> documents, int words);
}
