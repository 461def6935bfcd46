package topiclora.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.similar.Neighbours.Neighbour;
import topiclora.similar.Outliers.Outlier;
import topiclora.similar.Reasons;
import topiclora.topic.Texts;
import topiclora.topic.Topic;
import topiclora.topic.Topics;

/** An outlier and why it is one, as {@code --json} has it. */
record ExplainedOutlier(
    String id,
    @Nullable String title,
    double outlier,
    double norm,
    int windows,
    double distance,
    double gain,
    List<Near> nearest,
    List<Much> topics) {
  private static final int REASONS = 3;
  private static final int WORDS = 5;
  private static final int NAME = 30;

  /** A document that is as near as any. */
  record Near(String id, @Nullable String title, double cosine) {
    static Near of(Neighbour neighbour) {
      return new Near(neighbour.document().id(), neighbour.document().title(), neighbour.cosine());
    }

    String name() {
      return title == null ? id : title;
    }
  }

  /** A topic that sticks out. */
  record Much(int component, double share, List<String> terms) {}

  static List<ExplainedOutlier> of(TopicModel model, List<Outlier> outliers, Texts texts) {
    Map<Integer, List<String>> terms = terms(model, texts);
    return outliers.stream().map(outlier -> of(model, outlier, terms)).toList();
  }

  private static ExplainedOutlier of(
      TopicModel model, Outlier outlier, Map<Integer, List<String>> terms) {
    DocumentVector document = outlier.document();
    Reasons why = Reasons.of(model, document, REASONS);
    return new ExplainedOutlier(
        document.id(),
        document.title(),
        outlier.score(),
        document.norm(),
        document.windows(),
        why.distance(),
        document.gain(),
        why.nearest().stream().map(Near::of).toList(),
        why.topics().stream()
            .map(
                much ->
                    new Much(
                        much.component(),
                        much.share(),
                        terms.getOrDefault(much.component(), List.of())))
            .toList());
  }

  /** The words of each component; none where vectors hold facts and not topics. */
  private static Map<Integer, List<String>> terms(TopicModel model, Texts texts) {
    Map<Integer, List<String>> terms = new HashMap<>();
    if (Topics.isIn(model)) {
      for (Topic topic : Topics.of(model, texts, new Topics.Wanted(Integer.MAX_VALUE, WORDS, 1))) {
        terms.put(topic.component(), topic.terms());
      }
    }
    return terms;
  }

  /** A line of figures for each, and below it the reasons. */
  static void print(PrintStream out, List<ExplainedOutlier> outliers) {
    for (ExplainedOutlier each : outliers) {
      out.printf(
          "%7s  |x| %s, distance %s, gain %s, %d windows  %s%n",
          Figures.two(each.outlier),
          Figures.two(each.norm),
          Figures.two(each.distance),
          Figures.signed(each.gain),
          each.windows,
          Printable.of(each.title == null ? each.id : each.id + "  " + each.title, 2 * NAME));
      out.println(
          "         nearest: "
              + each.nearest.stream()
                  .map(n -> Printable.of(n.name(), NAME) + " " + Figures.two(n.cosine))
                  .collect(joining(" | ")));
      out.println(
          "         much of: "
              + each.topics.stream().map(ExplainedOutlier::much).collect(joining(" | ")));
    }
  }

  private static String much(Much topic) {
    String words = topic.terms.stream().limit(REASONS).collect(joining(", "));
    return String.format(
        Locale.ROOT,
        "%.0f %% x%d%s",
        100 * topic.share,
        topic.component,
        words.isEmpty() ? "" : " " + Printable.of(words, NAME));
  }
}
