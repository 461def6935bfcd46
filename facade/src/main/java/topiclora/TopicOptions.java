package topiclora;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of topics.
 *
 * @param topics at most; topics used in the same documents are merged until so many are left. More
 *     than the vectors have dimensions leaves one topic for each
 * @param words of each topic at most, of either kind
 * @param topDocuments of each topic at most
 * @param logitLift whether the words by logit lift are asked of the base model, which takes a
 *     moment
 * @param representativeSentences whether the sentence of each top document that carries the topic
 *     most is looked for
 * @param query only topics that this text is about, those with the largest share of it first; null
 *     for all
 * @param names a name and a text that is an example of it; the topic that the text is about most is
 *     called so
 * @param groupBy field of the documents (label, or one of the metadata) by whose values topic
 *     shares are given; null for none
 */
public record TopicOptions(
    int topics,
    int words,
    int topDocuments,
    boolean logitLift,
    boolean representativeSentences,
    @Nullable String query,
    Map<String, String> names,
    @Nullable String groupBy) {
  public TopicOptions {
    if (topics < 1 || words < 1 || topDocuments < 1) {
      throw new IllegalArgumentException(
          "%d topics of %d words and %d documents; wanted at least 1 of each"
              .formatted(topics, words, topDocuments));
    }
    if (query != null && query.isBlank()) {
      throw new IllegalArgumentException("the query is empty");
    }
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    names.forEach(
        (name, text) -> {
          if (name.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException(
                "a topic's name is '%s' and its example '%s'; wanted a name and a text"
                    .formatted(name, text));
          }
        });
  }

  /** A topic for each dimension, ten words, three documents. */
  public static TopicOptions defaults() {
    return new TopicOptions(Integer.MAX_VALUE, 10, 3, true, false, null, Map.of(), null);
  }

  public TopicOptions withTopics(int topics) {
    return new TopicOptions(
        topics, words, topDocuments, logitLift, representativeSentences, query, names, groupBy);
  }

  public TopicOptions withWords(int words) {
    return new TopicOptions(
        topics, words, topDocuments, logitLift, representativeSentences, query, names, groupBy);
  }

  public TopicOptions withTopDocuments(int topDocuments) {
    return new TopicOptions(
        topics, words, topDocuments, logitLift, representativeSentences, query, names, groupBy);
  }

  public TopicOptions withLogitLift(boolean logitLift) {
    return new TopicOptions(
        topics, words, topDocuments, logitLift, representativeSentences, query, names, groupBy);
  }

  public TopicOptions withRepresentativeSentences(boolean representativeSentences) {
    return new TopicOptions(
        topics, words, topDocuments, logitLift, representativeSentences, query, names, groupBy);
  }

  public TopicOptions withQuery(@Nullable String query) {
    return new TopicOptions(
        topics, words, topDocuments, logitLift, representativeSentences, query, names, groupBy);
  }

  public TopicOptions withNames(Map<String, String> names) {
    return new TopicOptions(
        topics, words, topDocuments, logitLift, representativeSentences, query, names, groupBy);
  }

  public TopicOptions withGroupBy(@Nullable String groupBy) {
    return new TopicOptions(
        topics, words, topDocuments, logitLift, representativeSentences, query, names, groupBy);
  }

  /** Whether the base model is needed to answer. */
  boolean needsBase() {
    return logitLift || representativeSentences || query != null || !names.isEmpty();
  }
}
