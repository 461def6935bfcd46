package topiclora.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.context.StudyRuns;
import topiclora.study.hypotheses.Hypothesis;
import topiclora.study.result.Evidence;
import topiclora.study.result.Outcome;
import topiclora.study.result.StudyReport;
import topiclora.study.result.StudyReport.Answer;
import topiclora.study.result.StudyReport.Setting;
import topiclora.study.result.TestResult;
import topiclora.study.write.StudyReportFolder;

/**
 * Tests the hypotheses of the method on a corpus.
 *
 * <pre>{@code
 * var study = new Study(base, corpus, Plan.quick(1, 96), Path.of("study"), Progress.SILENT);
 * StudyReport report = study.run(Hypothesis.all(), setting, answer -> {});
 * }</pre>
 *
 * <p>Its folder holds the report, and the fits in {@code runs}: a study that was stopped goes on.
 */
public final class Study {
  private final BaseModel base;
  private final StudyCorpus corpus;
  private final Plan plan;
  private final Path folder;
  private final Progress progress;
  private final StudyRuns runs;
  private String stage = "";

  public Study(BaseModel base, StudyCorpus corpus, Plan plan, Path folder, Progress progress) {
    this.base = base;
    this.corpus = corpus;
    this.plan = plan;
    this.folder = folder;
    this.progress = progress;
    this.runs = new StudyRuns(base, corpus, folder.resolve("runs"), this::step);
  }

  private void step(String what, long done, long total, String note) {
    progress.step(stage + what, done, total, note);
  }

  /** What is ahead, for whoever has to decide whether to wait. */
  public Remaining remaining(List<Hypothesis> hypotheses) {
    Set<StudyFit> wanted = wanted(hypotheses);
    List<StudyFit> missing = wanted.stream().filter(w -> !runs.has(w)).toList();
    double seconds = 0;
    if (!missing.isEmpty()) {
      Cost cost =
          Cost.measured(base, runs.catalogue(CorpusPart.ALL, plan.options(1).build()).windows());
      for (StudyFit fit : missing) {
        seconds += cost.fit(runs.catalogue(fit.part(), fit.options()).windows(), fit.options());
      }
    }
    return new Remaining(wanted.size(), missing.size(), seconds);
  }

  /**
   * Work that is ahead.
   *
   * @param fits of all hypotheses
   * @param missing those that are not made yet
   * @param seconds that these will take about, plugins and metrics besides fits not counted
   */
  public record Remaining(int fits, int missing, double seconds) {}

  private Set<StudyFit> wanted(List<Hypothesis> hypotheses) {
    Set<StudyFit> wanted = new LinkedHashSet<>();
    hypotheses.forEach(hypothesis -> wanted.addAll(hypothesis.fits(plan, corpus)));
    return wanted;
  }

  /**
   * Tests the hypotheses; the report on the disk is written anew after each.
   *
   * @param listener is told of each answer
   */
  public StudyReport run(List<Hypothesis> hypotheses, Setting setting, Consumer<Answer> listener) {
    StudyContext context = new StudyContext(plan, corpus, base, runs, this::step);
    int all = wanted(hypotheses).size();
    Set<StudyFit> made = new LinkedHashSet<>();
    List<Answer> answers = new ArrayList<>();
    for (Hypothesis hypothesis : hypotheses) {
      for (StudyFit wanted : hypothesis.fits(plan, corpus)) {
        if (made.add(wanted)) {
          stage = "fit %d of %d, ".formatted(made.size(), all);
          runs.fit(wanted);
        }
      }
      stage = "hypothesis %d, ".formatted(hypothesis.number());
      Answer answer = answer(hypothesis, context);
      answers.add(answer);
      StudyReportFolder.write(new StudyReport(setting, answers), folder);
      listener.accept(answer);
    }
    return new StudyReport(setting, answers);
  }

  private static Answer answer(Hypothesis hypothesis, StudyContext context) {
    context.begin();
    Evidence evidence = hypothesis.evidence(context);
    List<TestResult> results = hypothesis.rules().stream().map(r -> r.result(evidence)).toList();
    return new Answer(
        hypothesis.number(),
        hypothesis.text(),
        hypothesis.reference(),
        Outcome.of(results.stream().map(TestResult::outcome).toList()),
        results,
        evidence,
        context.seconds());
  }

  /** What a study found with, whatever the command line adds. */
  public Setting setting(String command, String commit, String machine, String date) {
    return new Setting(
        command,
        commit,
        machine,
        date,
        corpus.name(),
        corpus.sha256(),
        corpus.documents().size(),
        corpus.questions().size(),
        corpus.labelled(),
        base.name(),
        base.sha256(),
        plan.seeds(),
        plan.maxTokens(),
        plan.epochs(),
        plan.quick());
  }
}
