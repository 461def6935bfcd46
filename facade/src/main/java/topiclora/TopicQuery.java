package topiclora;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import topiclora.TopicResult.GroupShare;
import topiclora.TopicResult.Merge;
import topiclora.TopicResult.TopDocument;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TextVectors;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.topic.RepresentativeSentence;
import topiclora.core.internal.topic.Texts;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.TopicBreakdown;
import topiclora.core.internal.topic.TopicNaming;
import topiclora.core.internal.topic.Topics;
import topiclora.lm.internal.model.BaseModel;

/**
 * Topics of a model, with what is asked of them.
 *
 * @param base null where nothing is asked that needs it
 */
record TopicQuery(TopicModel model, Texts texts, TopicOptions options, @Nullable BaseModel base) {
  List<TopicResult> results() {
    var wanted = new Topics.TopicLimits(options.topics(), options.words(), options.topDocuments());
    List<Topic> topics =
        options.logitLift() && base != null
            ? Topics.of(base, model, texts, wanted)
            : Topics.of(model, texts, wanted);
    TopicBreakdown groups =
        options.groupBy() == null
            ? null
            : TopicBreakdown.of(model.documents(), topics, options.groupBy());
    Map<Integer, String> names = TopicNaming.of(topics, examples());
    float[] x = options.query() == null ? null : vector(options.query());
    List<TopicResult> results =
        IntStream.range(0, topics.size())
            .mapToObj(t -> result(topics.get(t), t, names.get(t), x, groups))
            .toList();
    if (x == null) {
      return results;
    }
    return results.stream()
        .filter(topic -> queryShare(topic) > 0)
        .sorted(Comparator.comparingDouble(TopicQuery::queryShare).reversed())
        .toList();
  }

  private static double queryShare(TopicResult topic) {
    return topic.queryShare() == null ? 0 : topic.queryShare();
  }

  /** The vector of each name's example. */
  private SequencedMap<String, float[]> examples() {
    SequencedMap<String, float[]> examples = new LinkedHashMap<>();
    if (!options.names().isEmpty() && base != null) {
      float[][] x = TextVectors.of(base, model, List.copyOf(options.names().values()));
      options.names().keySet().forEach(name -> examples.put(name, x[examples.size()]));
    }
    return examples;
  }

  private float[] vector(String text) {
    return base == null ? new float[0] : TextVectors.of(base, model, text);
  }

  private TopicResult result(
      Topic topic,
      int number,
      @Nullable String given,
      float @Nullable [] x,
      @Nullable TopicBreakdown groups) {
    return new TopicResult(
        topic.component(),
        topic.share(),
        given == null ? topic.name() : given,
        given != null,
        topic.terms(),
        topic.logitLiftWords(),
        documents(topic),
        topic.direction().components(),
        topic.coherence().npmi(),
        topic.coherence().cv(),
        merge(topic),
        x == null ? null : (Double) topic.direction().share(x),
        groups == null ? null : shares(groups, number));
  }

  private static @Nullable Merge merge(Topic topic) {
    Topic.TopicMerge merge = topic.merge();
    return merge == null ? null : new Merge(merge.topic(), merge.remaining(), merge.loss());
  }

  private static List<GroupShare> shares(TopicBreakdown groups, int topic) {
    return groups.groups().stream()
        .map(g -> new GroupShare(g.value(), g.documents(), g.shares().get(topic)))
        .toList();
  }

  private List<TopDocument> documents(Topic topic) {
    List<TopDocument> documents = new ArrayList<>();
    for (DocumentVector document : topic.documents()) {
      documents.add(new TopDocument(document.id(), document.title(), sentence(topic, document)));
    }
    return documents;
  }

  private @Nullable String sentence(Topic topic, DocumentVector document) {
    if (!options.representativeSentences() || base == null) {
      return null;
    }
    return texts
        .of(document.id())
        .flatMap(text -> RepresentativeSentence.of(base, model, topic.direction(), text))
        .map(RepresentativeSentence::sentence)
        .orElse(null);
  }
}
