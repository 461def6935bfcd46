package topiclora.plugins.internal.retrieve;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import topiclora.corpus.Question;

/**
 * What share of the documents that questions name a retriever finds, by how far down one looks.
 *
 * @param atK the share among the first K, a mean over the questions, by K
 */
public record Recall(SortedMap<Integer, Double> atK) {
  private static final int[] DEPTHS = {1, 3, 5, 10};

  public Recall {
    atK = Collections.unmodifiableSortedMap(new TreeMap<>(atK));
  }

  /** Among the first 1, 3, 5 and 10; questions that name no document do not count. */
  public static Recall of(Retriever retriever, List<Question> questions) {
    int deepest = Arrays.stream(DEPTHS).max().orElseThrow();
    double[] sums = new double[DEPTHS.length];
    int asked = 0;
    for (Question question : questions) {
      if (question.docs().isEmpty()) {
        continue;
      }
      asked++;
      List<SearchHit> found = retriever.find(question.question(), deepest);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += share(question, found.subList(0, Math.min(DEPTHS[i], found.size())));
      }
    }
    SortedMap<Integer, Double> at = new TreeMap<>();
    for (int i = 0; i < sums.length; i++) {
      at.put(DEPTHS[i], sums[i] / asked);
    }
    return new Recall(at);
  }

  /** Of one question's own documents, each counted once; NaN where it names none. */
  public static double share(Question question, List<SearchHit> found) {
    Set<String> own = new HashSet<>(question.docs());
    long there = found.stream().filter(one -> own.contains(one.document().id())).count();
    return (double) there / own.size();
  }
}
