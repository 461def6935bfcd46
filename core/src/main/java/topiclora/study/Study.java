package topiclora.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import topiclora.Progress;
import topiclora.base.BaseModel;
import topiclora.study.Report.Answer;
import topiclora.study.Report.Setting;

/**
 * Puts the idea's conjectures to a corpus.
 *
 * <pre>{@code
 * var study = new Study(base, subject, Plan.quick(1, 96), Path.of("study"), Progress.SILENT);
 * Report report = study.run(Question.all(), setting, answer -> {});
 * }</pre>
 *
 * <p>Its folder holds the report, and the fits in {@code runs}: a study that was stopped goes on.
 */
public final class Study {
  private final BaseModel base;
  private final Subject subject;
  private final Plan plan;
  private final Path folder;
  private final Progress progress;
  private final Runs runs;
  private String stage = "";

  public Study(BaseModel base, Subject subject, Plan plan, Path folder, Progress progress) {
    this.base = base;
    this.subject = subject;
    this.plan = plan;
    this.folder = folder;
    this.progress = progress;
    this.runs = new Runs(base, subject, folder.resolve("runs"), this::step);
  }

  private void step(String what, long done, long total, String note) {
    progress.step(stage + what, done, total, note);
  }

  /** What is ahead, for whoever has to decide whether to wait. */
  public Ahead ahead(List<Question> questions) {
    Set<Wanted> wanted = wanted(questions);
    List<Wanted> missing = wanted.stream().filter(w -> !runs.has(w)).toList();
    double seconds = 0;
    if (!missing.isEmpty()) {
      Cost cost = Cost.measured(base, runs.catalogue(Part.ALL, plan.options(1).build()).windows());
      for (Wanted fit : missing) {
        seconds += cost.fit(runs.catalogue(fit.part(), fit.options()).windows(), fit.options());
      }
    }
    return new Ahead(wanted.size(), missing.size(), seconds);
  }

  /**
   * Work that is ahead.
   *
   * @param fits of all questions
   * @param missing those that are not made yet
   * @param seconds that these will take about, plugins and figures besides fits not counted
   */
  public record Ahead(int fits, int missing, double seconds) {}

  private Set<Wanted> wanted(List<Question> questions) {
    Set<Wanted> wanted = new LinkedHashSet<>();
    questions.forEach(question -> wanted.addAll(question.wanted(plan, subject)));
    return wanted;
  }

  /**
   * Answers the questions; the report on the disk is written anew after each.
   *
   * @param heard is told of each answer
   */
  public Report run(List<Question> questions, Setting setting, Consumer<Answer> heard) {
    Lab lab = new Lab(plan, subject, base, runs, this::step);
    int all = wanted(questions).size();
    Set<Wanted> made = new LinkedHashSet<>();
    List<Answer> answers = new ArrayList<>();
    for (Question question : questions) {
      for (Wanted wanted : question.wanted(plan, subject)) {
        if (made.add(wanted)) {
          stage = "fit %d of %d, ".formatted(made.size(), all);
          runs.fit(wanted);
        }
      }
      stage = "question %d, ".formatted(question.number());
      Answer answer = answer(question, lab);
      answers.add(answer);
      ReportFolder.write(new Report(setting, answers), folder);
      heard.accept(answer);
    }
    return new Report(setting, answers);
  }

  private static Answer answer(Question question, Lab lab) {
    lab.begin();
    Evidence evidence = question.evidence(lab);
    List<Verdict> verdicts = question.rules().stream().map(r -> r.verdict(evidence)).toList();
    return new Answer(
        question.number(),
        question.text(),
        question.reference(),
        Outcome.of(verdicts.stream().map(Verdict::outcome).toList()),
        verdicts,
        evidence,
        lab.seconds());
  }

  /** What a study found with, whatever the command line adds. */
  public Setting setting(String command, String commit, String machine, String date) {
    return new Setting(
        command,
        commit,
        machine,
        date,
        subject.name(),
        subject.sha256(),
        subject.documents().size(),
        subject.questions().size(),
        subject.labelled(),
        base.name(),
        base.sha256(),
        plan.seeds(),
        plan.maxTokens(),
        plan.passes(),
        plan.quick());
  }
}
