package topiclora.corpus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.text.Characters;

/** One pass over a corpus: the rules that hold for a document wherever it comes from. */
final class CorpusReading implements DocumentSink {
  private static final int NAMED = 5;

  private final int minimum;
  private final Consumer<? super Document> action;
  private final Ids ids = new Ids();
  private final Digest digest = new Digest();
  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private final Map<Reason, List<String>> first = new EnumMap<>(Reason.class);
  private long documents;

  CorpusReading(int minimum, Consumer<? super Document> action) {
    this.minimum = minimum;
    this.action = action;
  }

  @Override
  public void take(SourcePosition position, Document document) {
    long earlier = ids.add(document.id(), position.line());
    if (earlier != Ids.NEW) {
      throw position.error(
          "id "
              + Characters.quote(document.id())
              + " stands in line "
              + earlier
              + " too; ids are unique");
    }
    Reason reason = reasonAgainst(document);
    if (reason != null) {
      remark(reason, position);
      return;
    }
    Document whole = withText(document, Characters.unixLines(document.text()));
    Document cut = withText(whole, Characters.cut(whole.text(), Corpus.LONGEST_TEXT));
    if (cut.text().length() < whole.text().length()) {
      remark(Reason.CUT, position);
    }
    documents++;
    digest.add(cut);
    action.accept(cut);
  }

  @Override
  public void remark(Reason reason, SourcePosition position) {
    counts.merge(reason, 1L, Long::sum);
    List<String> names = first.computeIfAbsent(reason, unused -> new ArrayList<>());
    if (names.size() < NAMED) {
      names.add(position.toString());
    }
  }

  CorpusSummary summary() {
    List<Remark> remarks = new ArrayList<>();
    counts.forEach(
        (reason, count) ->
            remarks.add(new Remark(reason, count, first.getOrDefault(reason, List.of()))));
    return new CorpusSummary(documents, digest.hex(), remarks);
  }

  private @Nullable Reason reasonAgainst(Document document) {
    if (!Characters.isUnicode(document.id()) || !Characters.isUnicode(document.name())) {
      return Reason.NOT_UTF8;
    }
    int length = document.text().strip().length();
    if (length == 0) {
      return Reason.EMPTY;
    }
    if (!Characters.isUnicode(document.text())) {
      return Reason.NOT_UTF8;
    }
    return length < minimum ? Reason.TOO_SHORT : null;
  }

  private static Document withText(Document document, String text) {
    return new Document(
        document.id(), document.title(), text, document.label(), document.metadata());
  }
}
