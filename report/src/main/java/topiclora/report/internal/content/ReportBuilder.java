package topiclora.report.internal.content;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.cluster.Cluster;
import topiclora.core.internal.cluster.Clustering;
import topiclora.core.internal.model.DocumentField;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.outlier.Outliers;
import topiclora.core.internal.outlier.Outliers.Outlier;
import topiclora.core.internal.similar.NeighbourGraph;
import topiclora.core.internal.topic.Responsibilities;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.TopicBreakdown;
import topiclora.report.ReportOptions;
import topiclora.report.internal.content.ReportedDocument.DocumentTopic;
import topiclora.report.internal.content.ReportedDocument.NearDocument;
import topiclora.report.internal.map.MapLayout;

/** A {@link Report} while it is put together. */
public final class ReportBuilder {
  private static final int TOPICS_NAMED = 5;
  private static final double LEAST_SHARE = 0.02;
  private static final String LABEL = "label";

  /** Neighbours that the map is drawn by. */
  private static final int MAPPED = 15;

  private final String name;
  private final TopicModel model;
  private final ReportOptions options;
  private final Function<String, Optional<String>> texts;
  private final List<Topic> topics;
  private final IdentityHashMap<DocumentVector, Integer> index = new IdentityHashMap<>();
  private final Optional<ReportedField> field;
  private final Responsibilities responsibilities;

  public ReportBuilder(
      String name,
      TopicModel model,
      List<Topic> topics,
      Function<String, Optional<String>> texts,
      ReportOptions options) {
    this.name = name;
    this.model = model;
    this.options = options;
    this.texts = texts;
    this.topics = topics;
    for (int d = 0; d < model.documents().size(); d++) {
      index.put(model.documents().get(d), d);
    }
    field = ReportedField.of(model.documents(), options.groupBy());
    responsibilities =
        Responsibilities.of(model.documents(), topics.stream().map(Topic::direction).toList());
  }

  public Report report() {
    Clustering clustering = Clustering.of(model, options.clusters());
    return new Report(
        ReportHead.of(name, model),
        documents(clustering),
        topics.stream().map(this::topic).toList(),
        Hierarchy.of(topics),
        clustering.clusters().stream().map(this::cluster).toList(),
        clustering.silhouette(),
        breakdowns(clustering));
  }

  private List<ReportedDocument> documents(Clustering clustering) {
    NeighbourGraph graph = NeighbourGraph.of(model, Math.max(MAPPED, options.neighbours()));
    double[][] places = MapLayout.of(model, graph, options.clusters().seed());
    double[] outlier = outliers();
    List<ReportedDocument> documents = new ArrayList<>();
    for (int d = 0; d < places.length; d++) {
      int place = d;
      DocumentVector vector = model.documents().get(d);
      Clustering.Member member = clustering.members().get(d);
      documents.add(
          new ReportedDocument(
              vector.id(),
              vector.title(),
              vector.label(),
              field.map(f -> f.value(place)).orElse(null),
              excerpt(vector.id()),
              places[d][0],
              places[d][1],
              member.cluster(),
              member.share(),
              member.noise(),
              vector.norm(),
              outlier[d],
              vector.nllReduction(),
              vector.windows(),
              nearest(graph, d),
              DocumentTopic.largest(responsibilities.of()[d], TOPICS_NAMED, LEAST_SHARE)));
    }
    return documents;
  }

  private @Nullable String excerpt(String id) {
    return options.excerptChars() == 0
        ? null
        : texts.apply(id).map(text -> SafeText.of(text, options.excerptChars())).orElse(null);
  }

  private double[] outliers() {
    double[] score = new double[model.documents().size()];
    for (Outlier outlier : Outliers.of(model)) {
      score[Objects.requireNonNull(index.get(outlier.document()))] = outlier.score();
    }
    return score;
  }

  private List<NearDocument> nearest(NeighbourGraph graph, int d) {
    return IntStream.range(0, Math.min(options.neighbours(), graph.nearest()[d].length))
        .mapToObj(i -> new NearDocument(graph.nearest()[d][i], graph.cosines()[d][i]))
        .toList();
  }

  private ReportedTopic topic(Topic topic) {
    return new ReportedTopic(
        topic.component(),
        topic.terms().isEmpty() ? topic.logitLiftWords() : topic.terms(),
        topic.share(),
        indices(topic.documents()).limit(options.topDocuments()).toList());
  }

  private Stream<Integer> indices(List<DocumentVector> documents) {
    return documents.stream().map(d -> Objects.requireNonNull(index.get(d)));
  }

  private ReportedCluster cluster(Cluster cluster) {
    List<Integer> inside = indices(cluster.documents()).toList();
    List<DocumentTopic> topics =
        DocumentTopic.largest(responsibilities.shares(inside), TOPICS_NAMED, LEAST_SHARE);
    List<Integer> dominant =
        cluster.dominantTopics().stream()
            .flatMap(component -> topicsWith(component.component()))
            .distinct()
            .limit(TOPICS_NAMED)
            .toList();
    return new ReportedCluster(
        cluster.size(),
        cluster.noisePoints(),
        inside.stream().limit(options.topDocuments()).toList(),
        topics,
        dominant);
  }

  private Stream<Integer> topicsWith(int component) {
    return IntStream.range(0, topics.size())
        .filter(t -> topics.get(t).direction().components().contains(component))
        .boxed();
  }

  private List<TopicBreakdown> breakdowns(Clustering clustering) {
    List<TopicBreakdown> breakdowns = new ArrayList<>();
    int[] clusters = clustering.members().stream().mapToInt(Clustering.Member::cluster).toArray();
    breakdowns.add(
        TopicBreakdown.byCluster(clusters, clustering.clusters().size(), responsibilities));
    if (DocumentField.names(model.documents()).contains(LABEL)) {
      breakdowns.add(
          TopicBreakdown.of(DocumentField.of(model.documents(), LABEL), responsibilities));
    }
    field.flatMap(f -> f.breakdown(responsibilities)).ifPresent(breakdowns::add);
    return breakdowns;
  }
}
