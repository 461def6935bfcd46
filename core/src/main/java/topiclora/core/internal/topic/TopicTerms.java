package topiclora.core.internal.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import topiclora.core.internal.model.DocumentVector;

/**
 * The words that set a topic's documents apart, by class-based TF-IDF (Grootendorst 2022) of soft
 * classes: {@code s = p(w|t) log(p(w|t) / p(w)) √n_w}, damped to {@code s² / max_t s} where another
 * topic has more of the word.
 *
 * <p>A document counts by how much of the topic is in it, its energy, and each of its words once:
 * one document that repeats a word says nothing of the topic. The logarithm takes the place of
 * {@code log(1 + A/f)}: words that are as common elsewhere weigh nothing, in any language. Without
 * the square root of n_w, the documents that have the word, topics are the rare words of one long
 * vector each: coherent in the documents, nowhere else. All measured, docs/experiments.md.
 */
final class TopicTerms {
  /** A word of a single document is the document's, not a topic's. */
  private static final int LEAST_DOCUMENTS = 2;

  private final int topics;
  private final Map<String, Counts> counts = new HashMap<>();
  private final double[] sizes;
  private long all;

  private static final class Counts {
    private final double[] byTopic;
    private int documents;

    Counts(int topics) {
      byTopic = new double[topics];
    }
  }

  private TopicTerms(int topics) {
    this.topics = topics;
    this.sizes = new double[topics];
  }

  /**
   * The best of each topic, best first; none where the texts are gone. Texts are read one at a
   * time.
   */
  static List<List<String>> of(
      List<DocumentVector> documents, List<TopicDirection> topics, Texts texts, int words) {
    TopicTerms terms = new TopicTerms(topics.size());
    for (DocumentVector document : documents) {
      float[] x = document.vector();
      double[] weights = topics.stream().mapToDouble(t -> t.energy(x)).toArray();
      texts.of(document.id()).ifPresent(text -> terms.add(text, weights));
    }
    List<List<String>> best = new ArrayList<>();
    for (int t = 0; t < topics.size(); t++) {
      best.add(terms.best(t, words));
    }
    return best;
  }

  private void add(String text, double[] weights) {
    for (String term : new LinkedHashSet<>(TermAnalyzer.of(text))) {
      Counts of = counts.computeIfAbsent(term, t -> new Counts(topics));
      of.documents++;
      all++;
      for (int t = 0; t < topics; t++) {
        of.byTopic[t] += weights[t];
        sizes[t] += weights[t];
      }
    }
  }

  private List<String> best(int topic, int words) {
    record Scored(String term, double score) {}
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue().documents >= LEAST_DOCUMENTS)
        .map(entry -> new Scored(entry.getKey(), score(entry.getValue(), topic)))
        .filter(scored -> scored.score > 0)
        .sorted(Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::term))
        .limit(words)
        .map(Scored::term)
        .toList();
  }

  private double score(Counts of, int topic) {
    double score = alone(of, topic);
    double best = score;
    for (int t = 0; t < topics && score > 0; t++) {
      best = Math.max(best, alone(of, t));
    }
    return score <= 0 ? 0 : score * score / best;
  }

  /** Whatever the other topics have of the word. */
  private double alone(Counts of, int topic) {
    if (of.byTopic[topic] == 0) {
      return 0;
    }
    double here = of.byTopic[topic] / sizes[topic];
    double everywhere = (double) of.documents / all;
    return here * Math.log(here / everywhere) * Math.sqrt(of.documents);
  }
}
