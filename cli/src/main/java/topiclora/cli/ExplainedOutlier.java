package topiclora.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.outlier.OutlierExplanation;
import topiclora.core.internal.outlier.Outliers.Outlier;
import topiclora.core.internal.similar.Neighbours.Neighbour;
import topiclora.core.internal.topic.Texts;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.Topics;

/** An outlier and why it is one, as {@code --json} has it. */
record ExplainedOutlier(
    String id,
    @Nullable String title,
    double outlierScore,
    double norm,
    int windows,
    double meanDistance,
    double nllReduction,
    List<NearDocument> nearest,
    List<OutlierTopic> topics) {
  private static final int REASONS = 3;
  private static final int WORDS = 5;
  private static final int NAME = 30;

  /** A document that is as near as any. */
  record NearDocument(String id, @Nullable String title, double cosine) {
    static NearDocument of(Neighbour neighbour) {
      return new NearDocument(
          neighbour.document().id(), neighbour.document().title(), neighbour.cosine());
    }

    String name() {
      return title == null ? id : title;
    }
  }

  /** A topic that sticks out. */
  record OutlierTopic(int component, double share, List<String> terms) {}

  static List<ExplainedOutlier> of(TopicModel model, List<Outlier> outliers, Texts texts) {
    Map<Integer, List<String>> terms = terms(model, texts);
    return outliers.stream().map(outlierScore -> of(model, outlierScore, terms)).toList();
  }

  private static ExplainedOutlier of(
      TopicModel model, Outlier outlierScore, Map<Integer, List<String>> terms) {
    DocumentVector document = outlierScore.document();
    OutlierExplanation why = OutlierExplanation.of(model, document, REASONS);
    return new ExplainedOutlier(
        document.id(),
        document.title(),
        outlierScore.score(),
        document.norm(),
        document.windows(),
        why.meanDistance(),
        document.nllReduction(),
        why.nearest().stream().map(NearDocument::of).toList(),
        why.topics().stream()
            .map(
                much ->
                    new OutlierTopic(
                        much.component(),
                        much.share(),
                        terms.getOrDefault(much.component(), List.of())))
            .toList());
  }

  /** The words of each component; none where vectors hold facts and not topics. */
  private static Map<Integer, List<String>> terms(TopicModel model, Texts texts) {
    Map<Integer, List<String>> terms = new HashMap<>();
    if (Topics.supports(model)) {
      for (Topic topic :
          Topics.of(model, texts, new Topics.TopicOptions(Integer.MAX_VALUE, WORDS, 1))) {
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
          Numbers.two(each.outlierScore),
          Numbers.two(each.norm),
          Numbers.two(each.meanDistance),
          Numbers.signed(each.nllReduction),
          each.windows,
          Printable.of(each.title == null ? each.id : each.id + "  " + each.title, 2 * NAME));
      out.println(
          "         nearest: "
              + each.nearest.stream()
                  .map(n -> Printable.of(n.name(), NAME) + " " + Numbers.two(n.cosine))
                  .collect(joining(" | ")));
      out.println(
          "         much of: "
              + each.topics.stream().map(ExplainedOutlier::much).collect(joining(" | ")));
    }
  }

  private static String much(OutlierTopic topic) {
    String words = topic.terms.stream().limit(REASONS).collect(joining(", "));
    return String.format(
        Locale.ROOT,
        "%.0f %% x%d%s",
        100 * topic.share,
        topic.component,
        words.isEmpty() ? "" : " " + Printable.of(words, NAME));
  }
}
