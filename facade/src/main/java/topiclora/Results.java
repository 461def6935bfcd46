package topiclora;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import topiclora.ClusterResult.ClusterTopic;
import topiclora.ClusterResult.Group;
import topiclora.ClusterResult.Place;
import topiclora.DuplicateResult.DocumentName;
import topiclora.core.internal.cluster.Cluster;
import topiclora.core.internal.cluster.Clustering;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.outlier.Outliers;
import topiclora.core.internal.outlier.Outliers.Outlier;
import topiclora.core.internal.similar.Duplicates;
import topiclora.core.internal.similar.Neighbours.Neighbour;

/** What the stages say, as the values that users get. */
final class Results {
  private Results() {}

  static List<SimilarResult> similar(List<Neighbour> nearest) {
    return nearest.stream()
        .map(n -> new SimilarResult(n.document().id(), n.document().title(), n.cosine()))
        .toList();
  }

  static DuplicateResult duplicate(Duplicates.Pair pair) {
    return new DuplicateResult(
        name(pair.first()), name(pair.second()), pair.overlap(), pair.cosine());
  }

  private static DocumentName name(DocumentVector document) {
    return new DocumentName(document.id(), document.title());
  }

  static ClusterResult clusters(Clustering clustering, int topDocuments) {
    return new ClusterResult(
        word(clustering.options().method()),
        clustering.options().seed(),
        clustering.silhouette(),
        clustering.clusters().stream().map(cluster -> group(cluster, topDocuments)).toList(),
        clustering.members().stream()
            .map(m -> new Place(m.document().id(), m.cluster(), m.share(), m.noise()))
            .toList());
  }

  private static Group group(Cluster cluster, int topDocuments) {
    return new Group(
        cluster.number(),
        cluster.size(),
        cluster.noisePoints(),
        cluster.dominantTopics().stream()
            .map(topic -> new ClusterTopic(topic.component(), topic.mean(), topic.zScore()))
            .toList(),
        cluster.documents().stream().limit(topDocuments).map(Results::name).toList());
  }

  /** All documents in the order of the model. */
  static List<DocumentResult> documents(TopicModel model) {
    Map<String, Double> outliers = new HashMap<>();
    if (!model.documents().isEmpty() && model.dimensions() > 0) {
      for (Outlier outlier : Outliers.of(model)) {
        outliers.put(outlier.document().id(), outlier.score());
      }
    }
    return model.documents().stream()
        .map(d -> document(d, outliers.getOrDefault(d.id(), Double.NaN)))
        .toList();
  }

  private static DocumentResult document(DocumentVector d, double outlierScore) {
    return new DocumentResult(
        d.id(),
        d.title(),
        d.label(),
        d.metadata(),
        d.vector().clone(),
        d.norm(),
        outlierScore,
        d.windows(),
        d.heldOutTokens(),
        d.ownNll() / d.heldOutTokens(),
        d.sharedNll() / d.heldOutTokens(),
        d.shuffledNll() / d.heldOutTokens(),
        d.nllReduction());
  }

  /** Over all tokens that these documents held out. */
  static HeldOutResult heldOut(List<DocumentVector> documents) {
    double own = 0;
    double shared = 0;
    double shuffled = 0;
    long tokens = 0;
    for (DocumentVector document : documents) {
      own += document.ownNll();
      shared += document.sharedNll();
      shuffled += document.shuffledNll();
      tokens += document.heldOutTokens();
    }
    return new HeldOutResult(own / tokens, shared / tokens, shuffled / tokens);
  }

  /** A constant as options and JSON write it: {@code fold-in}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
