package topiclora.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.TinyBase;
import topiclora.study.baselines.LibraryLogs;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyCorpus;
import topiclora.study.hypotheses.Hypothesis;
import topiclora.study.result.Metric;
import topiclora.study.result.Outcome;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyReport;
import topiclora.study.result.StudyReport.Answer;
import topiclora.study.result.StudyTable;
import topiclora.study.result.TestResult;

/** A study of a small corpus from end to end, and one that is stopped on the way. */
final class StudyTest {
  private static final Plan PLAN =
      new Plan(true, 1, 64, 1, 4, List.of(2, 4), List.of(3), List.of(0.1, 1.0, 10.0));
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202e**title**";

  @TempDir private static Path folder;
  private static BaseModel base;
  private static Path corpus;
  private static Path qa;
  private static Path whole;
  private static final List<Integer> heard = new ArrayList<>();
  private static StudyReport report;

  @BeforeAll
  static void open() throws IOException {
    LibraryLogs.silence();
    base = TinyBase.open(folder.resolve("base"));
    Random random = new Random(5);
    JsonMapper json = new JsonMapper();
    List<String> documents = new ArrayList<>();
    List<String> questions = new ArrayList<>();
    for (int d = 0; d < 90; d++) {
      String text =
          TinyBase.text(d / 30, 40, random) + ". " + TinyBase.text(d / 30, 24, random) + ".";
      documents.add(
          json.writeValueAsString(
              Map.of(
                  "id", "d" + d, "title", HOSTILE, "text", text.strip(), "label", "s" + d / 30)));
      questions.add(
          json.writeValueAsString(
              Map.of(
                  "question",
                  "they",
                  "answer",
                  TinyBase.SUBJECTS.get(d / 30).get(0),
                  "doc",
                  "d" + d)));
    }
    corpus = Files.write(folder.resolve("corpus.jsonl"), documents);
    qa = Files.write(folder.resolve("qa.jsonl"), questions);
    whole = folder.resolve("whole");
    report = run(study(qa, whole, Progress.SILENT), Hypothesis.all(), heard);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @Test
  void everyQuestionIsAnswered() throws IOException {
    assertThat(heard).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(report.answers()).extracting(Answer::outcome).doesNotContain(Outcome.NOT_MEASURED);
    String text = Files.readString(whole.resolve("README.md"));
    assertThat(text).contains("## 11. ", "one seed", "](01.svg)").doesNotContain("<img", "boat");
    JsonNode json = new JsonMapper().readTree(whole.resolve("study.json").toFile());
    assertThat(json.at("/answers/0/results/0/outcome").asText()).isNotEmpty();
    assertThat(json.at("/answers/0/evidence/tables/0/rows/0/metrics/0/mean").isDouble()).isTrue();
    // Plots show what the tables have: they are files, and no JSON.
    assertThat(json.at("/answers/0/evidence").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("tables", "remarks");
    for (Answer answer : report.answers()) {
      for (int p = 0; p < answer.evidence().plots().size(); p++) {
        assertThat(whole.resolve(answer.file(p))).isNotEmptyFile();
      }
    }
  }

  @Test
  void whatWasSaidToBeAheadIsWhatWasMade() throws IOException {
    // Besides it are a plugin fit and a fit in two parts.
    Study study = study(qa, whole, Progress.SILENT);
    assertThat(study.remaining(Hypothesis.all()).missing()).isZero();
    assertThat(models(whole)).hasSize(study.remaining(Hypothesis.all()).fits() + 2);
  }

  @Test
  void everyTableNamesItsRowsAndHasMetrics() {
    for (Answer answer : report.answers()) {
      assertThat(answer.evidence().tables()).isNotEmpty();
      for (StudyTable table : answer.evidence().tables()) {
        String where = answer.number() + ", " + table.name();
        assertThat(table.columns()).as(where).isNotEmpty().allMatch(c -> !c.name().isBlank());
        assertThat(table.rows())
            .as(where)
            .isNotEmpty()
            .extracting(StudyTable.Row::name)
            .doesNotHaveDuplicates()
            .allMatch(name -> !name.isBlank());
        assertThat(table.rows())
            .as(where)
            .allMatch(row -> row.metrics().size() == table.columns().size());
        // One plugin of a tiny base reduces no NLL, of which shares could be left in a sum.
        if (!where.equals("7, sums")) {
          assertThat(table.rows())
              .as(where)
              .allMatch(row -> row.metrics().stream().anyMatch(Metric::measured));
        }
      }
    }
  }

  @Test
  void everyResultFollowsFromItsMetricAndThreshold() {
    Map<Integer, Long> unmeasured = new TreeMap<>();
    for (Hypothesis hypothesis : Hypothesis.all()) {
      Answer answer = answer(hypothesis.number());
      assertThat(answer.results()).hasSameSizeAs(hypothesis.rules()).isNotEmpty();
      for (int r = 0; r < answer.results().size(); r++) {
        Rule rule = hypothesis.rules().get(r);
        TestResult result = answer.results().get(r);
        Metric metric = rule.metric().apply(answer.evidence());
        assertThat(result.hypothesis()).isEqualTo(rule.hypothesis());
        assertThat(result.outcome()).as(rule.hypothesis()).isEqualTo(decided(rule.test(), metric));
        if (metric.measured()) {
          assertThat(metric.seeds()).isEqualTo(1);
          assertThat(Double.parseDouble(result.observed().replace(", one seed", "")))
              .isCloseTo(metric.mean(), within(1e-3 * Math.abs(metric.mean())));
        } else {
          unmeasured.merge(hypothesis.number(), 1L, Long::sum);
        }
      }
    }
    // All documents are of one length, so nothing correlates with it; shares are as said above.
    assertThat(unmeasured).isEqualTo(Map.of(5, 2L, 7, 3L));
  }

  /** With one seed, whose deviation is unknown. */
  private static Outcome decided(Rule.Test test, Metric metric) {
    double value = metric.mean();
    if (Double.isNaN(value)) {
      return Outcome.NOT_MEASURED;
    }
    return switch (test) {
      case Rule.Positive t -> decided(value > t.least(), value < -t.least());
      case Rule.Nothing t -> decided(Math.abs(value) <= t.least(), Math.abs(value) > t.least());
      case Rule.AtLeast t -> decided(value >= t.holds(), value < t.fails());
      case Rule.AtMost t -> decided(value <= t.holds(), value > t.fails());
    };
  }

  private static Outcome decided(boolean holds, boolean fails) {
    return holds ? Outcome.HOLDS : fails ? Outcome.FAILS : Outcome.DEPENDS;
  }

  @Test
  void theThreeSubjectsThatWerePlantedAreFound() {
    // A vector predicts its document better than none does, and another document's worse.
    double own = value(1, "held-out text", "own vector", "NLL, nats per token");
    double shared = value(1, "held-out text", "shared adapter only", "NLL, nats per token");
    double shuffled =
        value(1, "held-out text", "shuffled vectors (control)", "NLL, nats per token");
    assertThat(own).isLessThan(shared - 0.1);
    assertThat(shuffled).isGreaterThan(shared);
    // Clusters and neighbours are the subjects, where chance would be a third.
    assertThat(value(2, "labels", "TopicLoRA, x", "NMI, k-means")).isGreaterThan(0.7);
    assertThat(value(6, "labels", "TopicLoRA, x", "kNN-5")).isGreaterThan(0.8);
    assertThat(value(6, "halves", "TopicLoRA, x", "recall at 10"))
        .isGreaterThan(value(6, "halves", "chance", "recall at 10") + 0.2);
    // The stronger L2 is, the shorter vectors are and the less they reduce.
    for (String column : List.of("mean |x|", "NLL reduction of x")) {
      assertThat(List.of("× 0.1", "× 1", "× 10", "x held at zero"))
          .extracting(row -> value(4, "L2", row, column))
          .isSortedAccordingTo(Comparator.reverseOrder())
          .doesNotHaveDuplicates();
    }
    // Documents of the third subject among those of two are outliers.
    assertThat(value(5, "outliers", "outlier score: |x| calibrated for length", "AUROC"))
        .isGreaterThan(0.6);
    assertThat(answer(11).outcome()).isEqualTo(Outcome.HOLDS); // a trained subspace beats a random
  }

  private static Answer answer(int number) {
    return report.answers().get(number - 1);
  }

  private static double value(int number, String table, String row, String column) {
    Metric metric = answer(number).evidence().at(table, row, column);
    assertThat(metric.measured()).as("%d, %s, %s, %s", number, table, row, column).isTrue();
    return metric.mean();
  }

  @Test
  void aStudyThatWasStoppedGoesOn() throws IOException {
    Path place = folder.resolve("stopped");
    List<Hypothesis> some = List.of(hypothesis(1), hypothesis(10));
    Progress killer =
        (stage, done, total, note) -> {
          if (stage.startsWith("fit 3")) {
            throw new Killed();
          }
        };
    assertThatThrownBy(() -> run(study(null, place, killer), some, new ArrayList<>()))
        .isInstanceOf(Killed.class);
    Map<String, FileTime> before = models(place);
    assertThat(before).hasSize(2);
    assertThat(place.resolve("README.md")).content().contains("## 1. ").doesNotContain("## 10. ");
    List<String> stages = new ArrayList<>();
    run(study(null, place, (stage, d, t, n) -> stages.add(stage)), some, new ArrayList<>());
    assertThat(models(place)).containsAllEntriesOf(before);
    assertThat(stages).noneMatch(stage -> stage.startsWith("fit 1") || stage.startsWith("fit 2"));
    assertThat(stages).anyMatch(stage -> stage.startsWith("fit 3"));
    // The layers below x are the same for all fits, and were run for the first.
    assertThat(stages).noneMatch(stage -> stage.matches("fit .*lower layers"));
    assertThat(place.resolve("README.md")).content().contains("## 10. ");
  }

  @Test
  void aSecondRunSaysTheSame() throws IOException {
    Path place = folder.resolve("twice");
    List<Hypothesis> one = List.of(hypothesis(5));
    String first = run(study(null, place, Progress.SILENT), one, new ArrayList<>()).json();
    assertThat(run(study(null, place, Progress.SILENT), one, new ArrayList<>()).json())
        .isEqualTo(first);
  }

  @Test
  void withoutQuestionsThereIsNothingToSayOnPlugins() {
    Study study = study(null, folder.resolve("unasked"), Progress.SILENT);
    Answer answer = run(study, List.of(hypothesis(7)), new ArrayList<>()).answers().getFirst();
    assertThat(answer.outcome()).isEqualTo(Outcome.NOT_MEASURED);
    assertThat(answer.evidence().remarks().getFirst()).startsWith("Skipped");
  }

  @Test
  void outliersAreInjectedWhereNoLabelIsRare() {
    StudyCorpus studied = StudyCorpus.of(corpus, null, 30, 8);
    assertThat(studied.hasRareLabels()).isFalse();
    assertThat(studied.part(CorpusPart.ALL, 1)).hasSize(30);
    for (long seed = 1; seed <= 3; seed++) {
      var outliers = studied.outlierLabels(seed);
      var mixed =
          studied.part(
              CorpusPart.WITH_OUTLIERS, seed); // of all 90 documents: two labels and the third
      assertThat(mixed).hasSize(63);
      assertThat(mixed.stream().filter(d -> outliers.contains(d.label()))).hasSize(3);
    }
    assertThat(studied.outlierLabels(1)).isNotEqualTo(studied.outlierLabels(2));
  }

  @Test
  void outliersAreDocumentsOfRareLabels() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(corpus));
    for (int d = 0; d < 4; d++) {
      lines.set(d, lines.get(d).replaceAll("\"s\\d\"", "\"odd\""));
    }
    Path odd = Files.write(folder.resolve("odd.jsonl"), lines);
    StudyCorpus studied = StudyCorpus.of(odd, null, 30, 8);
    assertThat(studied.outlierLabels(1)).containsExactly("odd");
    assertThat(studied.part(CorpusPart.WITH_OUTLIERS, 1)).hasSize(90);
  }

  private static Hypothesis hypothesis(int number) {
    return Hypothesis.all().get(number - 1);
  }

  private static Study study(@Nullable Path questions, Path place, Progress progress) {
    return new Study(base, StudyCorpus.of(corpus, questions, 30, 8), PLAN, place, progress);
  }

  private static StudyReport run(Study study, List<Hypothesis> questions, List<Integer> heard) {
    return study.run(
        questions,
        study.setting("topiclora study", "", "tiny", "2026-01-01"),
        answer -> heard.add(answer.number()));
  }

  private static Map<String, FileTime> models(Path place) throws IOException {
    Map<String, FileTime> models = new TreeMap<>();
    try (Stream<Path> files = Files.walk(place.resolve("runs"))) {
      for (Path file : files.filter(f -> f.endsWith("model.json")).toList()) {
        models.put(place.relativize(file).toString(), Files.getLastModifiedTime(file));
      }
    }
    return models;
  }

  /** The end of the process, as far as a test can have it. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
