package topiclora.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
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
import topiclora.study.hypotheses.BothSides;
import topiclora.study.hypotheses.Completion;
import topiclora.study.hypotheses.Hypothesis;
import topiclora.study.hypotheses.Plugins;
import topiclora.study.hypotheses.Uniqueness;
import topiclora.study.result.Outcome;
import topiclora.study.result.StudyReport;
import topiclora.study.result.StudyReport.Answer;

/** A study of a small corpus from end to end, and one that is stopped on the way. */
final class StudyTest {
  private static final Plan PLAN =
      new Plan(true, 1, 64, 1, 4, List.of(2, 4), List.of(3), List.of(0.1, 1.0, 10.0));
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202e**title**";

  @TempDir private static Path folder;
  private static BaseModel base;
  private static Path corpus;
  private static Path qa;

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
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @Test
  void everyQuestionIsAnswered() throws IOException {
    Path place = folder.resolve("whole");
    Study study = study(qa, place, Progress.SILENT);
    List<Integer> heard = new ArrayList<>();
    StudyReport report = run(study, Hypothesis.all(), heard);
    assertThat(heard).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(report.answers()).extracting(Answer::outcome).doesNotContain(Outcome.NOT_MEASURED);
    String text = Files.readString(place.resolve("README.md"));
    assertThat(text).contains("## 11. ", "one seed", "](01.svg)").doesNotContain("<img", "boat");
    JsonNode json = new JsonMapper().readTree(place.resolve("study.json").toFile());
    assertThat(json.at("/answers/0/verdicts/0/outcome").asText()).isNotEmpty();
    assertThat(json.at("/answers/0/evidence/tables/0/rows/0/figures/0/mean").isDouble()).isTrue();
    assertThat(place.resolve("11.svg")).isNotEmptyFile();
    // What was said to be ahead is what was made: besides it are a plugin fit and a fit in two
    // parts.
    assertThat(study.remaining(Hypothesis.all()).missing()).isZero();
    assertThat(models(place)).hasSize(study.remaining(Hypothesis.all()).fits() + 2);
  }

  @Test
  void aStudyThatWasStoppedGoesOn() throws IOException {
    Path place = folder.resolve("stopped");
    List<Hypothesis> some = List.of(new Completion(), new BothSides());
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
    // The layers below x are the same for all fits, and were read by the first.
    assertThat(stages).noneMatch(stage -> stage.matches("fit .*lower layers"));
    assertThat(place.resolve("README.md")).content().contains("## 10. ");
  }

  @Test
  void aSecondRunSaysTheSame() throws IOException {
    Path place = folder.resolve("twice");
    List<Hypothesis> one = List.of(new Uniqueness());
    String first = run(study(null, place, Progress.SILENT), one, new ArrayList<>()).json();
    assertThat(run(study(null, place, Progress.SILENT), one, new ArrayList<>()).json())
        .isEqualTo(first);
  }

  @Test
  void withoutQuestionsThereIsNothingToSayOnPlugins() {
    Study study = study(null, folder.resolve("unasked"), Progress.SILENT);
    Answer answer = run(study, List.of(new Plugins()), new ArrayList<>()).answers().getFirst();
    assertThat(answer.outcome()).isEqualTo(Outcome.NOT_MEASURED);
    assertThat(answer.evidence().remarks().getFirst()).startsWith("Skipped");
  }

  @Test
  void strangersArePlantedWhereNoLabelIsRare() {
    StudyCorpus subject = StudyCorpus.of(corpus, null, 30, 8);
    assertThat(subject.hasRareLabels()).isFalse();
    assertThat(subject.part(CorpusPart.ALL, 1)).hasSize(30);
    for (long seed = 1; seed <= 3; seed++) {
      var strangers = subject.outlierLabels(seed);
      var mixed =
          subject.part(
              CorpusPart.WITH_OUTLIERS, seed); // of all 90 documents: two labels and the third
      assertThat(mixed).hasSize(63);
      assertThat(mixed.stream().filter(d -> strangers.contains(d.label()))).hasSize(3);
    }
    assertThat(subject.outlierLabels(1)).isNotEqualTo(subject.outlierLabels(2));
  }

  @Test
  void strangersAreDocumentsOfRareLabels() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(corpus));
    for (int d = 0; d < 4; d++) {
      lines.set(d, lines.get(d).replaceAll("\"s\\d\"", "\"odd\""));
    }
    Path odd = Files.write(folder.resolve("odd.jsonl"), lines);
    StudyCorpus subject = StudyCorpus.of(odd, null, 30, 8);
    assertThat(subject.outlierLabels(1)).containsExactly("odd");
    assertThat(subject.part(CorpusPart.WITH_OUTLIERS, 1)).hasSize(90);
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
