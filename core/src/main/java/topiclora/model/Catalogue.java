package topiclora.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import topiclora.Document;
import topiclora.base.BaseModel;
import topiclora.corpus.Corpus;
import topiclora.corpus.PlainFormat;
import topiclora.corpus.Reading;
import topiclora.corpus.Sentences;
import topiclora.fit.FitOptions;
import topiclora.fit.Windows;

/**
 * A corpus as a fit takes it: cut into windows, with what has to be remembered of its documents.
 *
 * @param documents all fields but the text, which stays in its source
 * @param tooShort ids of documents without a single window
 */
public record Catalogue(
    Windows windows, List<Document> documents, List<String> tooShort, Reading reading) {

  /**
   * Reads and tokenises {@code corpus} as a stream; documents too short for a window are left out
   * and named.
   */
  public static Catalogue of(BaseModel base, Corpus corpus, FitOptions options) {
    var batch = new Batch(base, options);
    List<String> tooShort = new ArrayList<>();
    Reading reading =
        corpus.forEach(
            document -> {
              if (!batch.add(document)) {
                tooShort.add(document.id());
              }
            });
    return new Catalogue(batch.windows(), batch.documents(), tooShort, reading);
  }

  /** Some documents, cut as they come. */
  static final class Batch {
    private final BaseModel base;
    private final FitOptions options;
    private final Windows.Builder windows;
    private final List<Document> documents = new ArrayList<>();
    private final int[] question;

    Batch(BaseModel base, FitOptions options) {
      this.base = base;
      this.options = options;
      this.question = base.tokenizer().encode(PlainFormat.question("What is said?"));
      int readings = options.units() == FitOptions.Units.SENTENCES ? 2 : 1; // in both orders
      this.windows =
          new Windows.Builder(
              options.window(),
              readings * options.maxTokens(),
              options.seed(),
              base.tokenizer().start());
    }

    /** False where the document is too short for a window, and left out. */
    boolean add(Document document) {
      String text = beginning(document, options.maxTokens());
      boolean added =
          switch (options.units()) {
            case WINDOWS -> windows.add(document.id(), base.tokenizer().encode(text));
            case SENTENCES ->
                windows.add(Sentences.of(text).stream().flatMap(this::readings).toList());
          };
      if (added) {
        documents.add(withoutText(document));
      }
      return added;
    }

    /** A sentence as it stands, and turned, where an answer stands. */
    private Stream<Windows.Passage> readings(String sentence) {
      var plain = new Windows.Passage(new int[0], base.tokenizer().encode(sentence));
      String turned = Sentences.turned(sentence);
      if (turned.equals(sentence)) {
        return Stream.of(plain);
      }
      int[] answer = base.tokenizer().encode(PlainFormat.answer(turned));
      return Stream.of(plain, new Windows.Passage(question, answer));
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
