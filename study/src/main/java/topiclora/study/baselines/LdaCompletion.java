package topiclora.study.baselines;

import cc.mallet.topics.ParallelTopicModel;
import cc.mallet.types.FeatureSequence;
import cc.mallet.types.Instance;
import cc.mallet.types.InstanceList;
import java.util.List;
import topiclora.corpus.Document;

/**
 * How well LDA predicts held-out words of documents, beside a unigram model of the same corpus.
 *
 * @param lda NLL in nats of all those words under the documents' mixtures
 * @param unigram the same under the corpus's word frequencies
 * @param words that were predicted; words that the training text does not have are not among them
 */
public record LdaCompletion(double lda, double unigram, long words) {

  /**
   * Fits one part of each document and predicts the other.
   *
   * @param training one text a document
   * @param heldOut more text of the same documents, in the same order
   */
  public static LdaCompletion of(
      List<String> training, List<String> heldOut, int topics, int seed) {
    InstanceList seen = BagOfWords.of(documents(training));
    ParallelTopicModel model = new Lda(topics, seed).fitted(seen);
    double[][] mixtures = new Lda(topics, seed).mixtures(model, training.size());
    double[][] byTopic = model.getTopicWords(true, true); // [K][V]
    double[] frequency = frequency(seen);
    double lda = 0;
    double unigram = 0;
    long words = 0;
    List<Instance> asked = BagOfWords.of(documents(heldOut));
    for (int d = 0; d < asked.size(); d++) {
      FeatureSequence text = (FeatureSequence) asked.get(d).getData();
      for (int i = 0; i < text.size(); i++) {
        int word = seen.getDataAlphabet().lookupIndex(text.getObjectAtPosition(i), false);
        if (word >= 0) {
          double likely = 0;
          for (int k = 0; k < topics; k++) {
            likely += mixtures[d][k] * byTopic[k][word];
          }
          lda -= Math.log(likely);
          unigram -= Math.log(frequency[word]);
          words++;
        }
      }
    }
    return new LdaCompletion(lda, unigram, words);
  }

  private static List<Document> documents(List<String> texts) {
    return texts.stream().map(text -> Document.of("", text)).toList();
  }

  private static double[] frequency(InstanceList seen) {
    double[] frequency = new double[seen.getDataAlphabet().size()];
    double all = 0;
    for (Instance instance : seen) {
      for (int word : ((FeatureSequence) instance.getData()).toFeatureIndexSequence()) {
        frequency[word]++;
        all++;
      }
    }
    for (int word = 0; word < frequency.length; word++) {
      frequency[word] /= all;
    }
    return frequency;
  }
}
