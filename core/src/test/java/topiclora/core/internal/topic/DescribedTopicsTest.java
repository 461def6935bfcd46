package topiclora.core.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.TopicLoraException.BadModel;

/** Topics of vectors and texts that are known, without a base. */
final class DescribedTopicsTest {
  private static final List<String> TEXTS =
      List.of(
          "The boat and the sail, the boat again today.",
          "A sail for the boat, today as ever.",
          "The oven and the dough are warm today.",
          "Dough for the oven, again and again.",
          "The comet and the moon, seen today.",
          "The moon is no comet today.");

  /** Component 0 is the sea, 1 the kitchen, 2 the sky; the last two share their documents. */
  private final List<DocumentVector> documents =
      List.of(
          document(0, "1998-03-01", 3, -1, 0),
          document(1, "1998-04-02", 2, 0, 0.1f),
          document(2, "1999-03-01", -1, 2, 0.9f),
          document(3, "1999-04-01", 0, 2, 1),
          document(4, "1999-05-01", 0, 1, 2),
          document(5, "2000-01-01", -1, 1.1f, 2));

  private final TopicModel model = SampleModel.of(documents);
  private final Texts texts = id -> Optional.of(TEXTS.get(Integer.parseInt(id)));

  private static DocumentVector document(int number, String date, float... x) {
    String label = number < 2 ? "sea" : "land";
    Map<String, String> metadata = Map.of("date", date, "page", String.valueOf(11 - number));
    return new DocumentVector(String.valueOf(number), null, label, metadata, x, 5, 7, 20, 21, 22);
  }

  private List<Topic> topics(int most) {
    return Topics.of(model, texts, new Topics.TopicLimits(most, 2, 2));
  }

  private static Topic of(List<Topic> topics, int component) {
    return topics.stream()
        .filter(topic -> topic.direction().components().contains(component))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void termsAreTheWordsThatSetTheDocumentsApart() {
    assertThat(of(topics(3), 0).terms()).containsExactlyInAnyOrder("boat", "sail");
    assertThat(of(topics(3), 1).terms()).containsExactlyInAnyOrder("oven", "dough");
    assertThat(of(topics(3), 2).terms()).containsExactlyInAnyOrder("comet", "moon");
    assertThat(of(topics(3), 0).name()).isIn("boat, sail", "sail, boat");
    assertThat(of(topics(3), 0).coherence().npmi()).isCloseTo(1, within(1e-9));
  }

  @Test
  void withoutTextsThereAreNoTermsButTopics() {
    List<Topic> bare = Topics.of(model, Texts.NONE, Topics.TopicLimits.defaults());
    assertThat(bare).hasSize(3).allMatch(topic -> topic.terms().isEmpty());
    assertThat(bare.getFirst().coherence().npmi()).isNaN();
    assertThat(of(bare, 0).name()).isEqualTo("x0");
  }

  @Test
  void sharesSumToOneAndTheLargestComesFirst() {
    List<Topic> topics = topics(3);
    assertThat(topics.stream().mapToDouble(Topic::share).sum()).isCloseTo(1, within(1e-9));
    assertThat(topics.getFirst().share()).isGreaterThanOrEqualTo(topics.getLast().share());
  }

  @Test
  void topicsThatAreUsedTogetherAreMergedFirst() {
    List<Topic> two = topics(2);
    assertThat(two)
        .extracting(topic -> topic.direction().components())
        .containsExactlyInAnyOrder(List.of(0), List.of(1, 2));
    assertThat(of(two, 1).documents())
        .extracting(DocumentVector::id)
        .containsExactlyInAnyOrder("3", "5");
    assertThat(topics(1)).hasSize(1);
    assertThat(topics(1).getFirst().share()).isCloseTo(1, within(1e-9));
  }

  @Test
  void theHierarchyIsSaidByWhatEachTopicJoins() {
    List<Topic> topics = topics(3);
    List<Topic.TopicMerge> joins = new ArrayList<>();
    topics.forEach(topic -> Optional.ofNullable(topic.merge()).ifPresent(joins::add));
    assertThat(joins).extracting(Topic.TopicMerge::remaining).containsExactlyInAnyOrder(1, 2);
    Topic.TopicMerge first =
        joins.stream().filter(join -> join.remaining() == 2).findFirst().orElseThrow();
    assertThat(topics.get(first.topic()).component()).isIn(1, 2);
    assertThat(topics).filteredOn(topic -> topic.merge() == null).hasSize(1);
  }

  @Test
  void aFieldBreaksTheSharesDown() {
    List<Topic> topics = topics(3);
    TopicBreakdown byLabel = TopicBreakdown.of(documents, topics, "label");
    assertThat(byLabel.groups())
        .extracting(TopicBreakdown.Group::value)
        .containsExactly("land", "sea");
    int sea = topics.indexOf(of(topics, 0));
    assertThat(byLabel.groups().get(1).shares().get(sea)).isGreaterThan(0.9);
    assertThat(byLabel.groups().get(0).shares().get(sea)).isLessThan(0.1);
    assertThat(byLabel.groups().get(0).shares().stream().mapToDouble(s -> s).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void datesAndNumbersAreInTheirOrder() {
    TopicBreakdown over = TopicBreakdown.of(documents, topics(3), "date");
    assertThat(over.kind()).isEqualTo(TopicBreakdown.Kind.TIME);
    assertThat(over.groups())
        .extracting(TopicBreakdown.Group::value)
        .startsWith("1998-03", "1998-04", "1998-05")
        .endsWith("2000-01")
        .hasSize(23);
    TopicBreakdown byPage = TopicBreakdown.of(documents, topics(3), "page");
    assertThat(byPage.kind()).isEqualTo(TopicBreakdown.Kind.CLASS);
    assertThat(byPage.groups())
        .extracting(TopicBreakdown.Group::value)
        .containsExactly("6", "7", "8", "9", "10", "11");
  }

  @Test
  void spansHaveNoGapsAndThoseWithoutDocumentsHaveNoShares() {
    TopicBreakdown.Group empty = TopicBreakdown.of(documents, topics(3), "date").groups().get(2);
    assertThat(empty.documents()).isZero();
    assertThat(empty.shares()).containsOnly(0.0);
  }

  @Test
  void manyDatesAreBroughtTogether() {
    List<DocumentVector> daily = new ArrayList<>();
    for (int day = 0; day < 50; day++) {
      daily.add(document(day % 6, "2001-%02d-%02d".formatted(1 + day / 25, 1 + day % 25), 1, 1, 0));
    }
    daily.add(document(0, "2001-04-01", 1, 1, 0));
    assertThat(TopicBreakdown.of(daily, topics(3), "date").groups())
        .extracting(group -> group.value() + " " + group.documents())
        .containsExactly("2001-01 25", "2001-02 25", "2001-03 0", "2001-04 1");
  }

  @Test
  void whatIsNoDateAmongDatesIsMissing() {
    List<DocumentVector> dated = new ArrayList<>(documents);
    dated.set(3, document(3, "soon", 0, 2, 1));
    assertThat(TopicBreakdown.of(dated, topics(3), "date").missing()).isEqualTo(1);
    assertThat(TopicBreakdown.of(documents, topics(3), "date").missing()).isZero();
  }

  @Test
  void theMostCommonValuesComeFirstAndTheRarestAreTheOthers() {
    List<DocumentVector> many = new ArrayList<>();
    for (int d = 0; d < 60; d++) {
      Map<String, String> metadata = d == 59 ? Map.of() : Map.of("who", "w" + (d < 30 ? d : 29));
      many.add(
          new DocumentVector(
              "m" + d, null, null, metadata, new float[] {1, 1, d % 2}, 5, 7, 20, 21, 22));
    }
    TopicBreakdown by = TopicBreakdown.of(many, topics(3), "who");
    assertThat(by.groups()).hasSize(25);
    assertThat(by.groups().getFirst().value()).isEqualTo("w29");
    assertThat(by.groups().getFirst().documents()).isEqualTo(30);
    assertThat(by.groups().get(1).value()).as("of equals the first in the corpus").isEqualTo("w0");
    assertThat(by.groups().getLast().value()).isEqualTo("6 others");
    assertThat(by.groups().getLast().documents()).isEqualTo(6);
    assertThat(by.missing()).isEqualTo(1);
  }

  /** With one group of all documents its shares are those of the topics. */
  @Test
  void aGroupsSharesAreCountedAsThoseOfTheTopics() {
    List<Topic> topics = topics(3);
    List<DocumentVector> alike = new ArrayList<>();
    documents.forEach(
        d ->
            alike.add(
                new DocumentVector(d.id(), null, "one", Map.of(), d.vector(), 5, 7, 20, 21, 22)));
    List<Double> shares = TopicBreakdown.of(alike, topics, "label").groups().getFirst().shares();
    for (int t = 0; t < topics.size(); t++) {
      assertThat(shares.get(t)).isCloseTo(topics.get(t).share(), within(1e-12));
    }
  }

  @Test
  void aFieldThatNoDocumentHasIsACallersMistake() {
    assertThatThrownBy(() -> TopicBreakdown.of(documents, topics(3), "author"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no document has a field 'author'; there are date, label, page");
  }

  @Test
  void vectorsOfFactsHaveNoTopics() {
    TopicModel facts = SampleModel.of(List.of(SampleModel.document("a", 5, new float[513])));
    assertThatThrownBy(() -> Topics.of(facts, Texts.NONE, Topics.TopicLimits.defaults()))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("hold facts, not topics");
  }

  @Test
  void nothingIsWantedByMistake() {
    assertThatThrownBy(() -> new Topics.TopicLimits(0, 10, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }
}
