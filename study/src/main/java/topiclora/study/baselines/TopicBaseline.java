package topiclora.study.baselines;

import java.util.List;
import topiclora.corpus.Document;

/** A known way from documents to topics, to be measured beside ours. */
public interface TopicBaseline {
  /** As a person would call it. */
  String name();

  /** The best words of each topic, best first. */
  List<List<String>> topics(List<Document> documents, int words);
}
