package topiclora.report.internal.content;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.TopicBreakdown;
import topiclora.report.ReportOptions;

/**
 * All that there is to see of a model: topics and how they merge, documents on a map, clusters, and
 * topics against labels, time or any other field.
 *
 * <pre>{@code
 * List<Topic> topics = Topics.of(base, model, texts, Topics.TopicLimits.defaults());
 * Report report = Report.of("news", model, topics, texts::of, ReportOptions.defaults());
 * ReportWriter.write(report, ReportFormat.HTML, Path.of("news.html"));
 * }</pre>
 *
 * @param documents in the order of the model; indices elsewhere are into this list
 * @param topics the largest share first; indices elsewhere are into this list
 * @param clusters the largest first
 * @param silhouette how far the clusters are apart, -1 to 1; NaN for one cluster
 * @param breakdowns by cluster first, then by label and by the field that was asked for
 */
public record Report(
    ReportHead head,
    List<ReportedDocument> documents,
    List<ReportedTopic> topics,
    Hierarchy hierarchy,
    List<ReportedCluster> clusters,
    double silhouette,
    List<TopicBreakdown> breakdowns) {

  public Report {
    documents = List.copyOf(documents);
    topics = List.copyOf(topics);
    clusters = List.copyOf(clusters);
    breakdowns = List.copyOf(breakdowns);
  }

  /**
   * Looks at everything; takes some seconds for ten thousand documents.
   *
   * @param name of the model, as the head shows it
   * @param topics of the model, all that it has
   * @param texts the text of the document with an id, where there is one
   * @throws IllegalArgumentException where no document has the field that options name
   */
  public static Report of(
      String name,
      TopicModel model,
      List<Topic> topics,
      Function<String, Optional<String>> texts,
      ReportOptions options) {
    return new ReportBuilder(name, model, topics, texts, options).report();
  }
}
