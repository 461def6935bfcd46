package topiclora.cli.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import topiclora.DocumentResult;
import topiclora.ModelSummary;
import topiclora.OutlierResult;
import topiclora.TopicLoraModel;
import topiclora.TopicResult;
import topiclora.cli.console.Printable;
import topiclora.cli.console.Quoted;
import topiclora.cli.console.Shell;
import topiclora.cli.explore.OutliersCommand;
import topiclora.cli.explore.SimilarCommand;
import topiclora.cli.explore.TopicLines;
import topiclora.cli.fit.HeldOutLines;

/** What a newcomer is shown of a model of the sample. */
record Tour(Shell shell, TopicLoraModel model) {
  private static final List<String> VISITED = List.of("railway-03", "food-09");
  private static final String INJECTED = "stranger"; // the label of the six
  private static final int TOPICS = 8;
  private static final int NEAREST = 4;
  private static final int OUTLIERS = 8;

  /** Said before the work begins. */
  static void welcome(PrintStream out) {
    out.println(
        """
        TopicLoRA learns one small shared LoRA of a frozen language model, and one short vector for
        every document. The vector says what a document is about, which others are like it, and
        whether it is an outlier.

        The sample: 104 articles from Corrindale, a county that does not exist, about its harbour,
        railways, medicine, sport, music, food, nature and law; and six injected outliers that have
        nothing to do with any of these. The model is told nothing of this, it only reads the text.
        """);
  }

  void walk() {
    PrintStream out = shell.out();
    topics(out);
    neighbours(out);
    outliers(out);
    heldOut(out);
  }

  private void topics(PrintStream out) {
    List<TopicResult> topics = model.topics().stream().limit(TOPICS).toList();
    out.println(
        """

        1. Topics
        A vector has %d dimensions, and each of them is a topic. Here are the words that set its
        articles apart (c-TF-IDF); the words by logit lift, which the language model comes to expect
        with the topic; and the articles that have most of it. The percentage is the topic's share of
        all articles. The %d largest:
        """
            .formatted(model.summary().dimensions(), topics.size()));
    TopicLines.print(out, topics);
  }

  private void neighbours(PrintStream out) {
    out.println(
        """

        2. Neighbours
        Articles whose vectors point the same way are about the same things.\
        """);
    Map<String, DocumentResult> documents = new HashMap<>();
    model.documents().forEach(document -> documents.put(document.id(), document));
    for (String id : VISITED) {
      DocumentResult document = documents.get(id);
      if (document != null) {
        out.println();
        out.println("Nearest to \"" + Printable.of(document.name()) + "\":");
        SimilarCommand.print(out, model.similar(id, NEAREST));
      }
    }
    List<DocumentResult> inliers =
        documents.values().stream().filter(d -> !isInjected(d.label())).toList();
    long alike = inliers.stream().filter(d -> isBesideItsKind(d, documents)).count();
    out.println();
    out.println(
        "For %d of the %d articles the nearest one is on the same subject; chance would give about %d."
            .formatted(alike, inliers.size(), inliers.size() / TOPICS));
  }

  private static boolean isInjected(@Nullable String label) {
    return INJECTED.equals(label);
  }

  private boolean isBesideItsKind(DocumentResult document, Map<String, DocumentResult> documents) {
    DocumentResult nearest = documents.get(model.similar(document.id(), 1).getFirst().id());
    return document.label() != null && nearest != null && document.label().equals(nearest.label());
  }

  private void outliers(PrintStream out) {
    List<OutlierResult> first = model.outliers(OUTLIERS);
    Map<String, DocumentResult> documents = new HashMap<>();
    model.documents().forEach(document -> documents.put(document.id(), document));
    long found =
        first.stream()
            .map(outlier -> documents.get(outlier.id()))
            .filter(d -> d != null && isInjected(d.label()))
            .count();
    out.println(
        """

        3. Outliers
        A vector has a large norm where an article needs much that the others do not; the score is by
        how much, in standard deviations. The first:
        """);
    OutliersCommand.print(out, first);
    out.println();
    out.println(
        "%d of the six injected outliers are among these %d.".formatted(found, first.size()));
  }

  private void heldOut(PrintStream out) {
    ModelSummary summary = model.summary();
    out.println(
        """

        4. Held-out text
        Some passages of every article were kept from the fit. How well are they predicted?
        """);
    HeldOutLines.print(out, summary.heldOut());
    int window = model.options().window();
    double times = Math.exp(summary.heldOut().nllReduction() * window);
    if (times > 1) {
      out.println();
      out.println(
          String.format(
              Locale.ROOT,
              "With its article's vector, a held-out passage of %d tokens becomes %.1f times as"
                  + " likely.",
              window,
              times));
    }
  }

  /**
   * How to go on.
   *
   * @param plugins folder of the model whose vectors hold facts
   */
  void farewell(Path plugins) {
    String program = Quoted.program(shell);
    shell
        .out()
        .println(
            """

            6. Your turn
            A model is a folder, and what you have seen are commands:

              %1$s similar %2$s nature-04
              %1$s topics %2$s --words 15
              %1$s outliers %2$s --explain
              %1$s report %2$s -o report.html
              %1$s ask %3$s "How far is Thornhythe from Askerby magistrates' court?"

            Your own documents, as JSON lines with "text" (and "id", "title"), a CSV, or a folder of
            text files, go the same way:

              %1$s fit my-texts/ -o my.model
              %1$s topics my.model\
            """
                .formatted(
                    program, Quoted.path(shell, model.folder()), Quoted.path(shell, plugins)));
  }
}
