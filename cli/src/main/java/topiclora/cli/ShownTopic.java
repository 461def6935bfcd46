package topiclora.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.topic.RepresentativeSentence;
import topiclora.core.internal.topic.Texts;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.TopicBreakdown;
import topiclora.lm.internal.model.BaseModel;

/**
 * A topic with what was asked about it.
 *
 * @param queryShare share of a query's vector; NaN without a query
 * @param groups its shares by the values of a field, none without one
 * @param customName the name that a person gave it, null where none did
 * @param representativeSentences one for each document, null where there is none; empty where none
 *     were asked for
 */
record ShownTopic(
    Topic topic,
    @Nullable String customName,
    double queryShare,
    @Nullable List<Share> groups,
    List<@Nullable RepresentativeSentence> representativeSentences) {

  /** The topic's share among some documents. */
  record Share(String value, int documents, double share) {}

  /** As {@code --json} has it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Printed(
      int component,
      int sign,
      double share,
      List<String> logitLiftWords,
      List<TopicDocument> documents,
      String name,
      List<String> terms,
      List<Integer> components,
      double npmi,
      double cv,
      @JsonInclude Topic.@Nullable TopicMerge merge,
      @Nullable Double queryShare,
      @Nullable List<Share> groups) {}

  /** A document that has much of a topic. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TopicDocument(
      String id, @JsonInclude @Nullable String title, @Nullable String representativeSentence) {}

  /** A topic that nothing was asked about. */
  static ShownTopic of(Topic topic) {
    return new ShownTopic(topic, null, Double.NaN, null, List.of());
  }

  /**
   * The topic of this number.
   *
   * @param x of the query, empty where it has no word
   */
  static ShownTopic of(
      List<Topic> topics, int number, @Nullable TopicBreakdown groups, float @Nullable [] x) {
    Topic topic = topics.get(number);
    List<Share> shares = null;
    if (groups != null) {
      shares =
          groups.groups().stream()
              .map(g -> new Share(g.value(), g.documents(), g.shares().get(number)))
              .toList();
    }
    double match = x == null ? Double.NaN : topic.direction().share(x);
    return new ShownTopic(topic, null, match, shares, List.of());
  }

  ShownTopic named(@Nullable String name) {
    return new ShownTopic(topic, name, queryShare, groups, representativeSentences);
  }

  /** What a person called it, else its first words. */
  String name() {
    return customName == null ? topic.name() : customName;
  }

  ShownTopic withRepresentativeSentences(BaseModel base, TopicModel model, Texts texts) {
    List<@Nullable RepresentativeSentence> found = new ArrayList<>();
    for (DocumentVector document : topic.documents()) {
      found.add(
          texts
              .of(document.id())
              .flatMap(text -> RepresentativeSentence.of(base, model, topic.direction(), text))
              .orElse(null));
    }
    return new ShownTopic(topic, customName, queryShare, groups, found);
  }

  /** The sentence of one of its documents, where it was asked for and there is one. */
  @Nullable String representativeSentence(int document) {
    RepresentativeSentence passage =
        document < representativeSentences.size() ? representativeSentences.get(document) : null;
    return passage == null ? null : passage.sentence();
  }

  Printed json() {
    List<TopicDocument> documents = new ArrayList<>();
    for (DocumentVector document : topic.documents()) {
      documents.add(
          new TopicDocument(
              document.id(), document.title(), representativeSentence(documents.size())));
    }
    return new Printed(
        topic.component(),
        topic.sign(),
        topic.share(),
        topic.logitLiftWords(),
        documents,
        name(),
        topic.terms(),
        topic.direction().components(),
        topic.coherence().npmi(),
        topic.coherence().cv(),
        topic.merge(),
        Double.isNaN(queryShare) ? null : (Double) queryShare,
        groups);
  }
}
