package topiclora.cli.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import topiclora.cli.ShownTopic;
import topiclora.cli.console.Printable;
import topiclora.cli.console.Quoted;
import topiclora.cli.console.Shell;
import topiclora.cli.explore.OutliersCommand;
import topiclora.cli.explore.SimilarCommand;
import topiclora.cli.explore.TopicLines;
import topiclora.cli.fit.HeldOutLines;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.outlier.Outliers;
import topiclora.core.internal.outlier.Outliers.Outlier;
import topiclora.core.internal.similar.Neighbours;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.Topics;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.internal.retrieve.KeptTexts;

/** What a newcomer is shown of a model of the sample. */
record Tour(Shell shell, BaseModel base, TopicModel model, Path place) {
  private static final List<String> VISITED = List.of("railway-03", "food-09");
  private static final String STRANGER = "stranger";
  private static final int TOPICS = 8;
  private static final int WORDS = 10;
  private static final int DOCUMENTS = 3;
  private static final int NEAREST = 4;
  private static final int OUTLIERS = 8;

  /** Said before the work begins. */
  static void welcome(PrintStream out) {
    out.println(
        """
        TopicLoRA learns one small shared LoRA of a frozen language model, and one short vector for
        every document. The vector says what a document is about, which others are like it, and
        how unusual it is.

        The sample: 104 articles from Corrindale, a county that does not exist, about its harbour,
        railways, medicine, sport, music, food, nature and law; and six strangers that have nothing
        to do with any of these. Nobody tells the model so, it only reads the text.
        """);
  }

  void walk() {
    PrintStream out = shell.out();
    topics(out);
    neighbours(out);
    strangers(out);
    worth(out);
  }

  private void topics(PrintStream out) {
    List<Topic> topics;
    try (KeptTexts texts = KeptTexts.of(place)) {
      var wanted = new Topics.TopicOptions(model.dimensions(), WORDS, DOCUMENTS);
      topics = Topics.of(base, model, texts, wanted).stream().limit(TOPICS).toList();
    }
    out.println(
        """

        1. Topics
        A vector has %d numbers, and each of them is a topic. Here are the words that set its articles
        apart; the words that the language model comes to expect when the number is turned up; and
        the articles that have most of it. The percentage is the topic's share. The %d largest:
        """
            .formatted(model.dimensions(), topics.size()));
    TopicLines.print(out, topics.stream().map(ShownTopic::of).toList());
  }

  private void neighbours(PrintStream out) {
    out.println(
        """

        2. Neighbours
        Articles whose vectors point the same way are about the same things.\
        """);
    Neighbours neighbours = Neighbours.of(model);
    for (String id : VISITED) {
      model
          .document(id)
          .ifPresent(
              document -> {
                out.println();
                out.println("Nearest to \"" + Printable.of(document.name()) + "\":");
                SimilarCommand.print(out, neighbours.nearest(id, NEAREST));
              });
    }
    List<DocumentVector> natives = model.documents().stream().filter(Tour::isNative).toList();
    long alike = natives.stream().filter(d -> isBesideItsKind(neighbours, d)).count();
    out.println();
    out.println(
        "For %d of the %d articles the nearest one is on the same subject; chance would give about %d."
            .formatted(alike, natives.size(), natives.size() / TOPICS));
  }

  private static boolean isNative(DocumentVector document) {
    return !STRANGER.equals(document.label());
  }

  private static boolean isBesideItsKind(Neighbours neighbours, DocumentVector document) {
    String label = document.label();
    return label != null
        && label.equals(neighbours.nearest(document.id(), 1).getFirst().document().label());
  }

  private void strangers(PrintStream out) {
    List<Outlier> first = Outliers.of(model).stream().limit(OUTLIERS).toList();
    long found = first.stream().filter(outlier -> !isNative(outlier.document())).count();
    out.println(
        """

        3. Strangers
        A vector is long where an article needs much that the others do not. The most unusual:
        """);
    OutliersCommand.print(out, first);
    out.println();
    out.println("%d of the six strangers are among these %d.".formatted(found, first.size()));
  }

  private void worth(PrintStream out) {
    HeldOutLines nats = HeldOutLines.of(model);
    out.println(
        """

        4. What a vector is worth
        Some passages of every article were kept from the fit. How well are they foretold?
        """);
    nats.print(out);
    int window = model.options().window();
    double times = Math.exp((nats.sharedNll() - nats.ownNll()) * window);
    if (times > 1) {
      out.println();
      out.println(
          String.format(
              Locale.ROOT,
              "With its article's vector, a passage of %d tokens never seen before becomes %.1f"
                  + " times as likely.",
              window,
              times));
    }
  }

  /**
   * How to go on.
   *
   * @param plugins where the model lies whose vectors hold knowledge
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
              %1$s outliers %2$s
              %1$s report %2$s -o report.html
              %1$s ask %3$s "How far is Thornhythe from Askerby magistrates' court?"

            Your own documents, as JSON lines with "text" (and "id", "title"), a CSV, or a folder of
            text files, go the same way:

              %1$s fit my-texts/ -o my.model
              %1$s topics my.model\
            """
                .formatted(program, Quoted.path(shell, place), Quoted.path(shell, plugins)));
  }
}
