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

/**
 * Does x represent the document: its own vector against none, a shuffled one and the nearest one.
 */
final class Completion implements Hypothesis {
  private static final String HELD_OUT = "held-out text";
  private static final String BESIDE_LDA = "beside LDA";
  private static final String NATS = "NLL, nats per token";
  private static final String OWN = "own vector";
  private static final String ZERO = "shared adapter only";
  private static final String OTHER = "shuffled vectors (control)";
  private static final String NEAR = "nearest neighbour's vector";
  private static final String BASE_MODEL = "base model (no adapter)";
  private static final String REDUCTION = "NLL reduction, nats per token";
  private static final String OURS = "TopicLoRA, from shared adapter to own vector";
  private static final String LDA = "LDA of as many topics, from its unigram model";
  static final double LEAST = 0.005;

  @Override
  public int number() {
    return 1;
  }

  @Override
  public String text() {
    return "Does a vector represent its document?";
  }

  @Override
  public String reference() {
    return "shared adapter only, shuffled vectors, the nearest neighbour's vector; LDA of as many"
        + " topics as dimensions, from its own unigram model";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus corpus) {
    return plan.fits(CorpusPart.ALL, List.of(plan::options));
  }

  @Override
  public Evidence evidence(StudyContext context) {
    Plan plan = context.plan();
    StudyTable heldOut =
        StudyTable.of(HELD_OUT, "held-out windows; lower is better", "vector", column(NATS, 3))
            .row(BASE_MODEL, context.over(plan::options, context::baseModelNll))
            .row(OTHER, context.over(plan::options, StudyRun::shuffledNll))
            .row(ZERO, context.over(plan::options, StudyRun::sharedNll))
            .row(NEAR, context.over(plan::options, run -> near(context, run)))
            .row(OWN, context.over(plan::options, StudyRun::ownNll))
            .build();
    StudyTable besideLda =
        StudyTable.of(
                BESIDE_LDA,
                "the same windows, per token of theirs; higher is better",
                "model",
                column(REDUCTION, 3))
            .row(OURS, context.over(plan::options, StudyRun::nllReduction))
            .row(LDA, context.over(plan::options, run -> lda(context, run)))
            .build();
    return new Evidence(
        List.of(heldOut, besideLda),
        List.of(
            Plot.Bars.of("NLL of held-out text, by vector", heldOut, NATS),
            Plot.Bars.of(
                "Document completion: NLL reduction with as many dimensions",
                besideLda,
                REDUCTION)),
        List.of(
            "LDA sees the words of the windows that vectors were fitted to and predicts those of"
                + " the held-out windows; words outside its vocabulary are not counted."));
  }

  private static double near(StudyContext context, StudyRun run) {
    return context.heldOut(run, "nearest", r -> VectorComparison.ofNearest(r.x()))[0];
  }

  private static double lda(StudyContext context, StudyRun run) {
    return context
        .measure(
            run,
            "lda",
            () -> {
              var completion =
                  LdaCompletion.of(
                      texts(context.base(), run.windows(), false),
                      texts(context.base(), run.windows(), true),
                      context.plan().dimensions(),
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
            "A document's own vector predicts its held-out text better than the shared adapter"
                + " only",
            "NLL with the shared adapter only minus NLL with the own vector",
            difference(HELD_OUT, ZERO, OWN, NATS),
            new Rule.Positive(LEAST)),
        new Rule(
            "and better than another document's vector",
            "NLL with shuffled vectors minus NLL with own vectors",
            difference(HELD_OUT, OTHER, OWN, NATS),
            new Rule.Positive(LEAST)),
        new Rule(
            "and better than its nearest neighbour's: it is of this document and not only of its"
                + " topic",
            "NLL with the neighbour's vector minus NLL with the own vector",
            difference(HELD_OUT, NEAR, OWN, NATS),
            new Rule.Positive(LEAST)),
        new Rule(
            "Its NLL reduction is larger than that of LDA of as many dimensions",
            "NLL reduction of vectors minus NLL reduction of LDA",
            difference(BESIDE_LDA, OURS, LDA, REDUCTION),
            new Rule.Positive(LEAST)));
  }
}
