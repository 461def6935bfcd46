package topiclora.study.hypotheses;

import static topiclora.study.result.Rule.difference;
import static topiclora.study.result.StudyTable.column;

import java.util.Arrays;
import java.util.List;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.internal.model.BaseModel;
import topiclora.study.baselines.LdaCompletion;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.context.StudyRun;
import topiclora.study.metrics.VectorComparison;
import topiclora.study.result.Evidence;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/** Does x carry the document: its own against none, another's and its nearest neighbour's. */
public final class Completion implements Hypothesis {
  private static final String READ = "held-out text";
  private static final String BESIDE = "beside LDA";
  private static final String NATS = "nats per token";
  private static final String OWN = "its own x";
  private static final String ZERO = "x = 0, the shared part alone";
  private static final String OTHER = "another document's x";
  private static final String NEAR = "its nearest neighbour's x";
  private static final String BARE = "the base as it is";
  private static final String GAIN = "nats gained per token";
  private static final String OURS = "TopicLoRA, own x over x = 0";
  private static final String LDA = "LDA of as many topics over its unigram model";
  static final double LEAST = 0.005;

  @Override
  public int number() {
    return 1;
  }

  @Override
  public String text() {
    return "Does x carry the document?";
  }

  @Override
  public String reference() {
    return "x = 0, another document's x, the nearest neighbour's x; LDA of as many numbers over its"
        + " own unigram model";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus subject) {
    return plan.fits(CorpusPart.ALL, List.of(plan::options));
  }

  @Override
  public Evidence evidence(StudyContext lab) {
    Plan plan = lab.plan();
    StudyTable read =
        StudyTable.of(READ, "windows that no vector has seen", "read with", column(NATS, 3))
            .row(BARE, lab.over(plan::options, lab::baseModelNll))
            .row(OTHER, lab.over(plan::options, StudyRun::shuffledNll))
            .row(ZERO, lab.over(plan::options, StudyRun::sharedNll))
            .row(NEAR, lab.over(plan::options, run -> near(lab, run)))
            .row(OWN, lab.over(plan::options, StudyRun::ownNll))
            .build();
    StudyTable beside =
        StudyTable.of(BESIDE, "the same windows, per token of theirs", "model", column(GAIN, 3))
            .row(OURS, lab.over(plan::options, StudyRun::nllReduction))
            .row(LDA, lab.over(plan::options, run -> lda(lab, run)))
            .build();
    return new Evidence(
        List.of(read, beside),
        List.of(
            Plot.Bars.of("Held-out text, by the vector it is read with", read, NATS),
            Plot.Bars.of("Document completion: what as many numbers are worth", beside, GAIN)),
        List.of(
            "LDA sees the words of the windows that x was learned from and foretells those of the"
                + " held-out windows; words that it does not know count neither for it nor against"
                + " it."));
  }

  private static double near(StudyContext lab, StudyRun run) {
    return lab.heldOut(run, "nearest", r -> VectorComparison.ofNearest(r.x()))[0];
  }

  private static double lda(StudyContext lab, StudyRun run) {
    return lab.measure(
            run,
            "lda",
            () -> {
              var completion =
                  LdaCompletion.of(
                      texts(lab.base(), run.windows(), false),
                      texts(lab.base(), run.windows(), true),
                      lab.plan().dimensions(),
                      (int) run.options().seed());
              return new double[] {(completion.unigram() - completion.lda()) / run.tokens()};
            })[0];
  }

  private static List<String> texts(BaseModel base, Windows windows, boolean out) {
    StringBuilder[] texts = new StringBuilder[windows.documents()];
    for (int d = 0; d < texts.length; d++) {
      texts[d] = new StringBuilder();
    }
    for (int row : windows.rows(out)) {
      String text = base.tokenizer().decode(windows.text(row));
      texts[windows.owner()[row]].append(text).append('\n');
    }
    return Arrays.stream(texts).map(StringBuilder::toString).toList();
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "A document's own x foretells its unseen text better than no x",
            "nats without x minus nats with its own",
            difference(READ, ZERO, OWN, NATS),
            new Rule.Positive(LEAST)),
        new Rule(
            "and better than another document's",
            "nats with another's x minus nats with its own",
            difference(READ, OTHER, OWN, NATS),
            new Rule.Positive(LEAST)),
        new Rule(
            "and better than its nearest neighbour's: x is this document and not only its kind",
            "nats with the neighbour's x minus nats with its own",
            difference(READ, NEAR, OWN, NATS),
            new Rule.Positive(LEAST)),
        new Rule(
            "It gains more so than LDA of as many numbers gains over its unigram model",
            "nats gained by x minus nats gained by LDA, per token",
            difference(BESIDE, OURS, LDA, GAIN),
            new Rule.Positive(LEAST)));
  }
}
