package topiclora.study.baselines;

import cc.mallet.pipe.CharSequence2TokenSequence;
import cc.mallet.pipe.CharSequenceLowercase;
import cc.mallet.pipe.SerialPipes;
import cc.mallet.pipe.TokenSequence2FeatureSequence;
import cc.mallet.pipe.TokenSequenceRemoveStopwords;
import cc.mallet.types.Instance;
import cc.mallet.types.InstanceList;
import java.util.List;
import java.util.regex.Pattern;
import topiclora.corpus.Document;

/**
 * The words of documents, as both bag-of-words baselines count them.
 *
 * <p>A word is two or more letters, digits or underscores, as scikit-learn's vectorizers have it,
 * in lower case, and none of MALLET's English stop words.
 */
public final class BagOfWords {
  private static final Pattern WORD = Pattern.compile("(?U)\\b\\w\\w+\\b");

  private BagOfWords() {}

  /** One MALLET {@code FeatureSequence} per document, in their order. */
  public static InstanceList of(List<Document> documents) {
    var pipes =
        new SerialPipes(
            List.of(
                new CharSequenceLowercase(),
                new CharSequence2TokenSequence(WORD),
                new TokenSequenceRemoveStopwords(),
                new TokenSequence2FeatureSequence()));
    var words = new InstanceList(pipes);
    for (Document document : documents) {
      words.addThruPipe(new Instance(document.text(), null, document.id(), null));
    }
    return words;
  }
}
