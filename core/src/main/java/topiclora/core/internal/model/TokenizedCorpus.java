package topiclora.core.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import topiclora.core.LearningOptions;
import topiclora.core.TextUnit;
import topiclora.core.internal.text.PlainFormat;
import topiclora.core.internal.text.Sentences;
import topiclora.core.internal.windows.Windows;
import topiclora.core.internal.windows.WindowsBuilder;
import topiclora.corpus.Corpus;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.Document;
import topiclora.lm.internal.model.BaseModel;

/**
 * A corpus as a fit takes it: cut into windows, with what has to be remembered of its documents.
 *
 * @param documents all fields but the text, which stays in its source
 * @param tooShort ids of documents without a single window
 */
public record TokenizedCorpus(
    Windows windows, List<Document> documents, List<String> tooShort, CorpusSummary corpusSummary) {

  /**
   * Reads and tokenises {@code corpus} as a stream; documents too short for a window are left out
   * and named.
   */
  public static TokenizedCorpus of(BaseModel base, Corpus corpus, LearningOptions options) {
    var batch = new Batch(base, options);
    List<String> tooShort = new ArrayList<>();
    CorpusSummary summary =
        corpus.forEach(
            document -> {
              if (!batch.add(document)) {
                tooShort.add(document.id());
              }
            });
    return new TokenizedCorpus(batch.windows(), batch.documents(), tooShort, summary);
  }

  /** Some documents, cut as they come. */
  static final class Batch {
    private final BaseModel base;
    private final LearningOptions options;
    private final WindowsBuilder windows;
    private final List<Document> documents = new ArrayList<>();
    private final int[] question;

    Batch(BaseModel base, LearningOptions options) {
      this.base = base;
      this.options = options;
      this.question = base.tokenizer().encode(PlainFormat.question("What is said?"));
      int readings = options.textUnit() == TextUnit.SENTENCES ? 2 : 1; // in both orders
      this.windows =
          new WindowsBuilder(
              options.window(),
              readings * options.maxTokens(),
              options.seed(),
              base.tokenizer().textBos());
    }

    /** False where the document is too short for a window, and left out. */
    boolean add(Document document) {
      String text = beginning(document, options.maxTokens());
      boolean added =
          switch (options.textUnit()) {
            case WINDOWS -> windows.add(document.id(), base.tokenizer().encode(text));
            case SENTENCES ->
                windows.add(Sentences.of(text).stream().flatMap(this::readings).toList());
          };
      if (added) {
        documents.add(withoutText(document));
      }
      return added;
    }

    /** A sentence as it stands, and reversed, where an answer stands. */
    private Stream<WindowsBuilder.Segment> readings(String sentence) {
      var plain = new WindowsBuilder.Segment(new int[0], base.tokenizer().encode(sentence));
      String reversed = Sentences.reversed(sentence);
      if (reversed.equals(sentence)) {
        return Stream.of(plain);
      }
      int[] answer = base.tokenizer().encode(PlainFormat.answer(reversed));
      return Stream.of(plain, new WindowsBuilder.Segment(question, answer));
    }

    Windows windows() {
      return windows.build();
    }

    List<Document> documents() {
      return documents;
    }
  }

  /**
   * As much text as can matter: a token is seldom longer than a few characters, never than this.
   */
  private static String beginning(Document document, int maxTokens) {
    int enough = (int) Math.min(document.text().length(), 40L * maxTokens);
    return document.text().substring(0, enough);
  }

  private static Document withoutText(Document d) {
    return new Document(d.id(), d.title(), "", d.label(), d.metadata());
  }
}
