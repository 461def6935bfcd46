package topiclora.core.internal.similar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.topic.Texts;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.internal.math.VectorMath;

/**
 * Documents that say the same in the same words.
 *
 * <p>By their wording and not by x, which says what a document is about: sixteen dimensions cannot
 * tell a copy from another document on the same subject.
 */
public final class Duplicates {
  /**
   * Runs of words of each document by which those that are worth comparing are found; of two that
   * overlap by a fifth, one in a thousand of all pairs have none of them in common.
   */
  private static final int LOOKED_UP = 32;

  /** A shingle that so many documents have is a set phrase, and no reason to compare them all. */
  private static final int COMMON = 50;

  private Duplicates() {}

  /**
   * Two documents.
   *
   * @param overlap share of their wording that both have, 0 to 1
   * @param cosine of their vectors
   */
  public record Pair(DocumentVector first, DocumentVector second, double overlap, double cosine) {}

  /**
   * All pairs of a model's documents that overlap by {@code least} or more, those that overlap most
   * first.
   *
   * @param texts of the documents, read one at a time
   * @param least above 0, at most 1
   * @throws BadModel where no document has a text
   */
  public static List<Pair> of(TopicModel model, Texts texts, double least) {
    if (!(least > 0 && least <= 1)) {
      throw new IllegalArgumentException(
          "the overlap is %s, wanted above 0 and at most 1".formatted(least));
    }
    List<DocumentVector> documents = model.documents();
    List<Optional<Shingles>> shingles =
        documents.stream().map(d -> texts.of(d.id()).map(Shingles::of)).toList();
    if (shingles.stream().allMatch(Optional::isEmpty)) {
      throw new BadModel("the model keeps no texts, by which duplicates are found; fit it anew");
    }
    List<Pair> pairs = new ArrayList<>();
    for (Candidate candidate : candidates(shingles)) {
      double overlap =
          shingles
              .get(candidate.first)
              .orElseThrow()
              .overlap(shingles.get(candidate.second).orElseThrow());
      if (overlap >= least) {
        DocumentVector a = documents.get(candidate.first);
        DocumentVector b = documents.get(candidate.second);
        pairs.add(new Pair(a, b, overlap, VectorMath.cosine(a.vector(), b.vector())));
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::overlap)
            .reversed()
            .thenComparing(pair -> pair.first.id())
            .thenComparing(pair -> pair.second.id()));
    return pairs;
  }

  private record Candidate(int first, int second) {}

  /**
   * Documents that share a shingle. Of a very common one, each document with the next that has it:
   * copies of a document stand in a row, and one pair of each is found.
   */
  private static Set<Candidate> candidates(List<Optional<Shingles>> shingles) {
    Map<Long, List<Integer>> having = new HashMap<>();
    for (int d = 0; d < shingles.size(); d++) {
      long[] hashes = shingles.get(d).map(Shingles::hashes).orElse(new long[0]);
      for (int i = 0; i < Math.min(LOOKED_UP, hashes.length); i++) {
        having.computeIfAbsent(hashes[i], h -> new ArrayList<>()).add(d);
      }
    }
    Set<Candidate> candidates = new HashSet<>();
    for (List<Integer> documents : having.values()) {
      int reach = documents.size() > COMMON ? 1 : documents.size();
      for (int i = 0; i < documents.size(); i++) {
        for (int j = i + 1; j < Math.min(documents.size(), i + 1 + reach); j++) {
          candidates.add(new Candidate(documents.get(i), documents.get(j)));
        }
      }
    }
    return candidates;
  }
}
