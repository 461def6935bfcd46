package topiclora.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.model.DocumentVector;

/**
 * The words that set a topic's documents apart, by class-based TF-IDF (Grootendorst 2022), the
 * documents counted by how much of the topic is in them.
 */
final class TopicTerms {
  /** A word of a single document is the document's, not a topic's. */
  private static final int LEAST_DOCUMENTS = 2;

  private final int topics;
  private final Map<String, Counts> counts = new HashMap<>();
  private final double[] sizes;

  private static final class Counts {
    private final double[] byTopic;
    private double all;
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
      List<DocumentVector> documents, Responsibilities usage, Texts texts, int words) {
    TopicTerms terms = new TopicTerms(usage.topics());
    for (int d = 0; d < documents.size(); d++) {
      double[] weights = usage.of()[d];
      texts.of(documents.get(d).id()).ifPresent(text -> terms.add(text, weights));
    }
    List<List<String>> best = new ArrayList<>();
    for (int t = 0; t < usage.topics(); t++) {
      best.add(terms.best(t, words));
    }
    return best;
  }

  private void add(String text, double[] weights) {
    Map<String, Integer> own = new HashMap<>();
    for (String term : Terms.of(text)) {
      own.merge(term, 1, Integer::sum);
    }
    own.forEach(
        (term, times) -> {
          Counts of = counts.computeIfAbsent(term, t -> new Counts(topics));
          of.documents++;
          of.all += times;
          for (int t = 0; t < topics; t++) {
            of.byTopic[t] += weights[t] * times;
            sizes[t] += weights[t] * times;
          }
        });
  }

  private List<String> best(int topic, int words) {
    double all = counts.values().stream().mapToDouble(of -> of.all).sum();
    record Scored(String term, double score) {}
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue().documents >= LEAST_DOCUMENTS)
        .map(entry -> new Scored(entry.getKey(), score(entry.getValue(), topic, all)))
        .filter(scored -> scored.score > 0)
        .sorted(Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::term))
        .limit(words)
        .map(Scored::term)
        .toList();
  }

  private double score(Counts of, int topic, double all) {
    double frequency = of.byTopic[topic] / Math.max(sizes[topic], 1e-12);
    return frequency == 0 ? 0 : frequency * Math.log(frequency / (of.all / all));
  }
}
