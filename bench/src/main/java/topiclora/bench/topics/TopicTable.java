package topiclora.bench.topics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import topiclora.core.internal.topic.Coherence;
import topiclora.core.internal.topic.Cooccurrences;
import topiclora.core.internal.topic.TermAnalyzer;
import topiclora.corpus.Document;

/**
 * Topics of several models of the same documents, by the coherence of their words.
 *
 * @param documents that the topics are of
 * @param heldOut documents of the same corpus that no model has seen
 */
record TopicTable(int documents, int heldOut, int words, List<Row> rows) {

  /** Topics and what they cost. */
  record Found(String name, List<List<String>> topics, double seconds) {}

  /**
   * One model, or the mean over several seeds.
   *
   * @param npmi of the topics' words in the documents
   * @param heldOutNpmi of the same words in documents that were held out
   * @param diversity share of different words among all
   */
  record Row(
      String name,
      int topics,
      double npmi,
      double heldOutNpmi,
      double cv,
      double diversity,
      double seconds,
      int fits) {
    static Row mean(List<Row> fits) {
      return new Row(
          fits.get(0).name,
          fits.get(0).topics,
          mean(fits, Row::npmi),
          mean(fits, Row::heldOutNpmi),
          mean(fits, Row::cv),
          mean(fits, Row::diversity),
          mean(fits, Row::seconds),
          fits.size());
    }

    private static double mean(List<Row> fits, ToDoubleFunction<Row> metric) {
      return fits.stream().mapToDouble(metric).average().orElseThrow();
    }
  }

  /** Measures one model's topics. */
  static Row row(Found found, List<Document> documents, List<Document> heldOut) {
    Cooccurrences own = counted(found.topics, documents);
    Cooccurrences other = counted(found.topics, heldOut);
    List<Coherence> inside = found.topics.stream().map(t -> Coherence.of(t, own)).toList();
    return new Row(
        found.name,
        found.topics.size(),
        inside.stream().mapToDouble(Coherence::npmi).average().orElseThrow(),
        found.topics.stream()
            .mapToDouble(topic -> Coherence.of(topic, other).npmi())
            .average()
            .orElseThrow(),
        inside.stream().mapToDouble(Coherence::cv).average().orElseThrow(),
        Coherence.diversity(found.topics),
        found.seconds,
        1);
  }

  private static Cooccurrences counted(List<List<String>> topics, List<Document> documents) {
    Set<String> words = new HashSet<>();
    topics.forEach(words::addAll);
    Cooccurrences counted = new Cooccurrences(words);
    documents.forEach(document -> counted.add(TermAnalyzer.of(document.text())));
    return counted;
  }

  /** A Markdown table. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("%d documents, %d held out, %d words a topic%n".formatted(documents, heldOut, words));
    lines.add("| model | topics | NPMI | NPMI held out | C_v | diversity | s | fits |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (Row row : rows) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.1f | %d |",
              row.name,
              row.topics,
              row.npmi,
              row.heldOutNpmi,
              row.cv,
              row.diversity,
              row.seconds,
              row.fits));
    }
    return String.join("\n", lines) + "\n";
  }
}
