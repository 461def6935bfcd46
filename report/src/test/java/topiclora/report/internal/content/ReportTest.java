package topiclora.report.internal.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.outlier.Outliers;
import topiclora.core.internal.similar.Neighbours;
import topiclora.core.internal.topic.Texts;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.TopicBreakdown;
import topiclora.core.internal.topic.TopicBreakdown.Group;
import topiclora.core.internal.topic.TopicBreakdown.Kind;
import topiclora.core.internal.topic.TopicDirection;
import topiclora.core.internal.topic.Topics;
import topiclora.report.ReportOptions;
import topiclora.report.internal.content.ReportedDocument.NearDocument;

public final class ReportTest {
  private static final TopicModel MODEL = HostileModel.of();
  private static final Topics.TopicLimits WANTED = new Topics.TopicLimits(9, 5, 6);

  @BeforeAll
  static void silence() {
    LogManager.getLogManager().reset();
  }

  public static Report report(@Nullable String by) {
    return report(by, Topics.of(MODEL, Texts.NONE, WANTED).stream().map(ReportTest::told).toList());
  }

  private static Report report(@Nullable String by, List<Topic> topics) {
    ReportOptions options =
        ReportOptions.defaults()
            .withGroupBy(by)
            .withNeighbours(4)
            .withTopDocuments(3)
            .withExcerptChars(20);
    return Report.of(
        "hostile",
        MODEL,
        topics,
        id -> id.equals("id<0") ? Optional.of("A text of many words.") : Optional.empty(),
        options);
  }

  /** With words, where it is component 1. */
  private static Topic told(Topic topic) {
    return topic.component() != 1
        ? topic
        : new Topic(
            topic.direction(),
            List.of("harbour", "boat"),
            topic.terms(),
            topic.coherence(),
            topic.documents(),
            topic.share(),
            topic.merge());
  }

  @Test
  void hasEveryDocumentWithWhatTheOtherPackagesSayOfIt() {
    Report report = report(null);
    assertThat(report.documents()).hasSize(60);
    ReportedDocument first = report.documents().getFirst();
    assertThat(first.id()).isEqualTo("id<0");
    assertThat(first.excerpt()).isEqualTo("A text of many word…");
    assertThat(report.documents().get(1).excerpt()).isNull();
    assertThat(first.nearest())
        .extracting(NearDocument::document)
        .map(n -> report.documents().get(n).id())
        .isEqualTo(
            Neighbours.of(MODEL).nearest("id<0", 4).stream().map(n -> n.document().id()).toList());
    Outliers.Outlier most = Outliers.of(MODEL).getFirst();
    assertThat(report.documents().get(MODEL.documents().indexOf(most.document())).outlierScore())
        .isEqualTo(most.score());
    assertThat(report.documents().get(5).nllReduction()).isNaN();
  }

  @Test
  void itsHeadSaysWhereItComesFromAndWhatTheVectorsAreWorth() {
    ReportHead head = report(null).head();
    assertThat(head.base()).isEqualTo("tiny");
    assertThat(head.modulate()).isEqualTo("down");
    assertThat(head.documents()).isEqualTo(60);
    assertThat(head.heldOutTokens()).isEqualTo(590);
    double own = MODEL.documents().stream().mapToDouble(DocumentVector::ownNll).sum() / 590;
    assertThat(head.ownNll()).isCloseTo(own, within(1e-9));
    assertThat(head.ownNll()).isLessThan(head.sharedNll());
  }

  @Test
  void topicsAreThoseOfTheDocumentsThatHaveMostOfThem() {
    Report report = report(null);
    assertThat(report.topics().stream().mapToDouble(ReportedTopic::share).sum())
        .isCloseTo(1, within(1e-9));
    ReportedTopic topic =
        report.topics().stream().filter(t -> t.component() == 1).findFirst().orElseThrow();
    assertThat(topic.words()).containsExactly("harbour", "boat");
    assertThat(topic.documents()).hasSize(3).allMatch(d -> d % 3 == 1);
    ReportedDocument document = report.documents().get(topic.documents().getFirst());
    assertThat(report.topics().get(document.topics().getFirst().topic())).isEqualTo(topic);
    float[] x = MODEL.documents().get(topic.documents().getFirst()).vector();
    assertThat(document.topics().getFirst().share())
        .as("as topics counts it")
        .isCloseTo(new TopicDirection(List.of(1)).share(x), within(1e-9));
  }

  @Test
  void likeDocumentsLieBesideEachOtherOnTheMapTheSameEachTime() {
    Report report = report(null);
    for (int d = 0; d < 60; d++) {
      ReportedDocument from = report.documents().get(d);
      assertThat(Math.hypot(from.mapX(), from.mapY())).isLessThanOrEqualTo(Math.sqrt(2));
      assertThat(nearestOnMap(report, d) % 3).isEqualTo(d % 3);
    }
    assertThat(report(null)).isEqualTo(report);
  }

  private static int nearestOnMap(Report report, int d) {
    ReportedDocument from = report.documents().get(d);
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int other = 0; other < 60; other++) {
      ReportedDocument to = report.documents().get(other);
      double distance = Math.hypot(from.mapX() - to.mapX(), from.mapY() - to.mapY());
      if (other != d && distance < least) {
        least = distance;
        best = other;
      }
    }
    return best;
  }

  @Test
  void aFieldOfYearsIsFoundAndGivesTopicsOverTime() {
    TopicBreakdown over = report(null).breakdowns().getLast();
    assertThat(over.kind()).isEqualTo(Kind.TIME);
    assertThat(over.field()).isEqualTo("year");
    assertThat(over.missing()).isEqualTo(1);
    assertThat(over.groups()).extracting(Group::documents).containsExactly(9, 10, 10, 10, 10, 10);
    assertThat(over.groups()).extracting(Group::value).startsWith("2000").endsWith("2005");
  }

  @Test
  void anyFieldGivesTopicsByClassAndLabelsHaveTheirs() {
    List<TopicBreakdown> breakdowns = report("author").breakdowns();
    assertThat(breakdowns)
        .extracting(TopicBreakdown::field)
        .containsExactly("cluster", "label", "author");
    assertThat(breakdowns.getLast().kind()).isEqualTo(Kind.CLASS);
    assertThat(breakdowns.getLast().groups()).extracting(Group::documents).containsOnly(15);
    Group second = breakdowns.get(1).groups().get(1);
    assertThat(second.value()).isEqualTo("group 1");
    int topic =
        report("author").topics().stream().map(ReportedTopic::component).toList().indexOf(1);
    assertThat(second.shares().get(topic)).isEqualTo(Collections.max(second.shares()));
    assertThat(report("author").documents().getFirst().value()).isEqualTo("<b>0");
  }

  @Test
  void everyBreakdownIsTheOneOfTopics() {
    List<Topic> topics = Topics.of(MODEL, Texts.NONE, WANTED);
    Report report = report("author", topics);
    assertThat(report.breakdowns().subList(1, 3))
        .containsExactly(
            TopicBreakdown.of(MODEL.documents(), topics, "label"),
            TopicBreakdown.of(MODEL.documents(), topics, "author"));
    for (TopicBreakdown breakdown : report.breakdowns()) {
      assertThat(breakdown.groups())
          .allSatisfy(
              group ->
                  assertThat(group.shares().stream().mapToDouble(s -> s).sum())
                      .isCloseTo(1, within(1e-9)));
    }
    ReportedCluster first = report.clusters().getFirst();
    Group group = report.breakdowns().getFirst().groups().getFirst();
    assertThat(first.topics().getFirst().share())
        .isEqualTo(group.shares().get(first.topics().getFirst().topic()));
  }

  @Test
  void clustersAreThePlantedGroups() {
    Report report = report(null);
    assertThat(report.clusters()).extracting(ReportedCluster::size).containsExactly(20, 20, 20);
    ReportedCluster first = report.clusters().getFirst();
    assertThat(first.documents())
        .hasSize(3)
        .allMatch(d -> d % 3 == first.documents().getFirst() % 3);
    assertThat(report.topics().get(first.dominantTopics().getFirst()).component())
        .isEqualTo(first.documents().getFirst() % 3);
  }

  @Test
  void oneDocumentIsAReportToo() {
    TopicModel one = SampleModel.of(List.of(SampleModel.document("only", 5, 1, -1)));
    Report report =
        Report.of(
            "one",
            one,
            Topics.of(one, Texts.NONE, WANTED),
            id -> Optional.empty(),
            ReportOptions.defaults());
    assertThat(report.documents()).hasSize(1);
    assertThat(report.documents().getFirst().nearest()).isEmpty();
    assertThat(report.clusters()).hasSize(1);
    assertThat(report.breakdowns()).hasSize(1);
  }

  @Test
  void aFieldThatNobodyHasIsAMistakeThatNamesThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report("shape"))
        .withMessage("no document has a field 'shape'; there are author, label, title, year");
  }

  @Test
  void mergedTopicsAreTopicsToo() {
    Report report = report(null, Topics.of(MODEL, Texts.NONE, WANTED.withTopics(2)));
    assertThat(report.topics()).hasSize(2);
    assertThat(report.hierarchy().merges()).hasSize(1);
    assertThat(report.clusters())
        .allMatch(cluster -> cluster.dominantTopics().stream().distinct().count() >= 1)
        .allMatch(cluster -> cluster.dominantTopics().size() <= 2);
    assertThat(report.breakdowns().getFirst().groups())
        .allMatch(group -> group.shares().size() == 2);
  }
}
