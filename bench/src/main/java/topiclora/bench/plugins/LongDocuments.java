package topiclora.bench.plugins;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;

/** Long documents made of a corpus's texts, in their order, one after another. */
public final class LongDocuments {
  private LongDocuments() {}

  /** As many as there is text for, {@code most} at most, each of {@code words} words or more. */
  public static List<Document> of(Path corpus, int words, int most) {
    List<Document> joined = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int[] count = {0};
    Corpus.open(corpus)
        .forEach(
            document -> {
              if (joined.size() == most) {
                return;
              }
              texts.add(document.text());
              count[0] += words(document.text()).size();
              if (count[0] >= words) {
                joined.add(Document.of("joined-" + joined.size(), String.join("\n\n", texts)));
                texts.clear();
                count[0] = 0;
              }
            });
    return joined;
  }

  /** Between white space; none of a blank text. */
  public static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
