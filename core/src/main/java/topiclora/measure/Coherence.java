package topiclora.measure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.Document;

/**
 * Whether the words of a topic occur together: normalised pointwise mutual information over
 * documents (Bouma 2009; Lau, Newman and Baldwin 2014).
 */
public final class Coherence {
  private final int documents;
  private final Map<String, BitSet> occurrences = new HashMap<>();

  /** Counts the words of these documents. */
  public Coherence(List<Document> documents) {
    this.documents = documents.size();
    var all = Words.of(documents);
    for (int d = 0; d < all.size(); d++) {
      var words = (cc.mallet.types.FeatureSequence) all.get(d).getData();
      for (int i = 0; i < words.size(); i++) {
        occurrences
            .computeIfAbsent(String.valueOf(words.getObjectAtPosition(i)), w -> new BitSet())
            .set(d);
      }
    }
  }

  /**
   * Mean NPMI of all pairs of the words that occur at all, -1 to 1; pairs that never meet have -1.
   * NaN where fewer than two of the words occur.
   */
  public double npmi(List<String> words) {
    List<BitSet> known = new ArrayList<>();
    words.stream().filter(occurrences::containsKey).forEach(w -> known.add(occurrences.get(w)));
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < known.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += npmi(known.get(i), known.get(j));
        pairs++;
      }
    }
    return sum / pairs;
  }

  private double npmi(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.and(b);
    double p = (double) both.cardinality() / documents;
    if (p == 0) {
      return -1;
    }
    double apart =
        (double) a.cardinality() / documents * ((double) b.cardinality() / documents);
    return p == 1 ? 1 : Math.log(p / apart) / -Math.log(p);
  }

  /** Share of different words among the words of all topics. */
  public static double diversity(List<List<String>> topics) {
    long all = topics.stream().mapToLong(List::size).sum();
    return (double) topics.stream().flatMap(List::stream).distinct().count() / all;
  }
}
