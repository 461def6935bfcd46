package topiclora.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import topiclora.base.BaseModel;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.topic.Breakdown;
import topiclora.topic.Passage;
import topiclora.topic.Texts;
import topiclora.topic.Topic;

/**
 * A topic with what was asked about it.
 *
 * @param match share of a query's vector; NaN without a query
 * @param by its shares by the values of a field, none without one
 * @param given the name that a person gave it, null where none did
 * @param passages one for each document, null where there is none; empty where none were asked for
 */
record ShownTopic(
    Topic topic,
    @Nullable String given,
    double match,
    @Nullable List<Share> by,
    List<@Nullable Passage> passages) {

  /** The topic's share among some documents. */
  record Share(String value, int documents, double share) {}

  /** As {@code --json} has it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Printed(
      int component,
      int sign,
      double share,
      List<String> words,
      List<Carrier> documents,
      String name,
      List<String> terms,
      List<Integer> components,
      double npmi,
      double cv,
      @JsonInclude Topic.@Nullable Join join,
      @Nullable Double match,
      @Nullable List<Share> by) {}

  /** A document that has much of a topic. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Carrier(String id, @JsonInclude @Nullable String title, @Nullable String passage) {}

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
      List<Topic> topics, int number, @Nullable Breakdown by, float @Nullable [] x) {
    Topic topic = topics.get(number);
    List<Share> shares = null;
    if (by != null) {
      shares =
          by.groups().stream()
              .map(g -> new Share(g.value(), g.documents(), g.shares().get(number)))
              .toList();
    }
    double match = x == null ? Double.NaN : topic.direction().share(x);
    return new ShownTopic(topic, null, match, shares, List.of());
  }

  ShownTopic named(@Nullable String name) {
    return new ShownTopic(topic, name, match, by, passages);
  }

  /** What a person called it, else its first words. */
  String name() {
    return given == null ? topic.name() : given;
  }

  ShownTopic withPassages(BaseModel base, TopicModel model, Texts texts) {
    List<@Nullable Passage> found = new ArrayList<>();
    for (DocumentVector document : topic.documents()) {
      found.add(
          texts
              .of(document.id())
              .flatMap(text -> Passage.of(base, model, topic.direction(), text))
              .orElse(null));
    }
    return new ShownTopic(topic, given, match, by, found);
  }

  /** The sentence of one of its documents, where it was asked for and there is one. */
  @Nullable String passage(int document) {
    Passage passage = document < passages.size() ? passages.get(document) : null;
    return passage == null ? null : passage.sentence();
  }

  Printed json() {
    List<Carrier> documents = new ArrayList<>();
    for (DocumentVector document : topic.documents()) {
      documents.add(new Carrier(document.id(), document.title(), passage(documents.size())));
    }
    return new Printed(
        topic.component(),
        topic.sign(),
        topic.share(),
        topic.words(),
        documents,
        name(),
        topic.terms(),
        topic.direction().components(),
        topic.coherence().npmi(),
        topic.coherence().cv(),
        topic.join(),
        Double.isNaN(match) ? null : (Double) match,
        by);
  }
}
