package topiclora.model;

import java.util.ArrayList;
import java.util.List;
import topiclora.Document;
import topiclora.base.BaseModel;
import topiclora.corpus.Corpus;
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
    var builder = new Windows.Builder(options.window(), options.maxTokens(), options.seed());
    List<Document> documents = new ArrayList<>();
    List<String> tooShort = new ArrayList<>();
    Reading reading =
        corpus.forEach(
            document -> {
              if (added(builder, base, document, options)) {
                documents.add(withoutText(document));
              } else {
                tooShort.add(document.id());
              }
            });
    return new Catalogue(builder.build(), documents, tooShort, reading);
  }

  private static boolean added(
      Windows.Builder builder, BaseModel base, Document document, FitOptions options) {
    String text = beginning(document, options.maxTokens());
    return switch (options.units()) {
      case WINDOWS -> builder.add(document.id(), base.tokenizer().encode(text));
      case SENTENCES ->
          builder.add(
              Sentences.of(text).stream().map(base.tokenizer()::encodeFromStart).toList());
    };
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
