package topiclora.corpus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.text.Characters;

/** The rules that hold for a document wherever it comes from. */
public final class DocumentSink {
  private static final int NAMED = 5;

  private final int minimum;
  private final Consumer<? super Document> action;
  private final Ids ids = new Ids();
  private final Digest digest = new Digest();
  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private final Map<Reason, List<String>> first = new EnumMap<>(Reason.class);
  private long documents;

  DocumentSink(int minimum, Consumer<? super Document> action) {
    this.minimum = minimum;
    this.action = action;
  }

  /** Hands the document on, unless there is a reason not to. */
  public void take(SourcePosition place, Document document) {
    long earlier = ids.add(document.id(), place.line());
    if (earlier != Ids.NEW) {
      throw place.error(
          "id "
              + Characters.quote(document.id())
              + " stands in line "
              + earlier
              + " too; ids are unique");
    }
    Reason reason = reasonAgainst(document);
    if (reason != null) {
      remark(reason, place);
      return;
    }
    Document whole = withText(document, Characters.unixLines(document.text()));
    Document cut = withText(whole, Characters.cut(whole.text(), Corpus.LONGEST_TEXT));
    if (cut.text().length() < whole.text().length()) {
      remark(Reason.CUT, place);
    }
    documents++;
    digest.add(cut);
    action.accept(cut);
  }

  /** Counts a document, and names it if it is among the first of its kind. */
  public void remark(Reason reason, SourcePosition place) {
    counts.merge(reason, 1L, Long::sum);
    List<String> names = first.computeIfAbsent(reason, unused -> new ArrayList<>());
    if (names.size() < NAMED) {
      names.add(place.toString());
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
