package topiclora.study.hypotheses;

import static topiclora.study.hypotheses.FitTable.KNN;
import static topiclora.study.hypotheses.FitTable.NLL_REDUCTION;
import static topiclora.study.hypotheses.FitTable.OWN_NLL;
import static topiclora.study.result.Rule.difference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.LongFunction;
import topiclora.core.LearningOptions;
import topiclora.core.internal.adapter.Form;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.result.Evidence;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/** hyper-LoRA's random subspace against the learned one, with as many numbers a document. */
final class RandomSubspace implements Hypothesis {
  private static final String FIT = "subspaces";
  private static final String LEARNED = "learned";
  private static final String RANDOM = "random";
  private static final String MORE = ", four times the numbers";

  @Override
  public int number() {
    return 11;
  }

  @Override
  public String text() {
    return "Is the learned subspace better than hyper-LoRA's random one?";
  }

  @Override
  public String reference() {
    return "hyper: lightweight DreamBooth's random orthonormal subspace (arXiv 2307.06949)";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus subject) {
    return plan.fits(CorpusPart.ALL, ways(plan).values());
  }

  private static SequencedMap<String, LongFunction<LearningOptions.Builder>> ways(Plan plan) {
    SequencedMap<String, LongFunction<LearningOptions.Builder>> ways = new LinkedHashMap<>();
    ways.put(RANDOM, seed -> plan.form(seed, Form.Kind.HYPER));
    ways.put(LEARNED, plan::options);
    int more = 4 * plan.dimensions();
    ways.put(RANDOM + MORE, seed -> plan.form(seed, Form.Kind.HYPER).rank(more));
    ways.put(LEARNED + MORE, seed -> plan.options(seed).rank(more));
    return ways;
  }

  @Override
  public Evidence evidence(StudyContext lab) {
    var table = FitTable.of(FIT, "subspace");
    ways(lab.plan()).forEach((name, way) -> table.row(name, FitTable.row(lab, way)));
    StudyTable built = table.build();
    return new Evidence(
        List.of(built),
        List.of(
            Plot.Bars.of("What the own x gains over x = 0", built, NLL_REDUCTION),
            Plot.Bars.of("Unseen text, own x", built, OWN_NLL)),
        List.of(
            "The random subspace learns nothing from the corpus: its x = 0 is the base as it is,"
                + " and nothing of it can be learned from questions, so it has no plugins."));
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "Unseen text is foretold better with the learned subspace, by as many numbers",
            "nats of random minus nats of learned",
            difference(FIT, RANDOM, LEARNED, OWN_NLL),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "also by x alone, without what U V has learned",
            "gain of the learned minus gain of the random one",
            difference(FIT, LEARNED, RANDOM, NLL_REDUCTION),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "and with four times the numbers",
            "gain of the learned minus gain of the random one",
            difference(FIT, LEARNED + MORE, RANDOM + MORE, NLL_REDUCTION),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "Its vectors say more about labels",
            "kNN of the learned minus kNN of the random one",
            difference(FIT, LEARNED, RANDOM, KNN),
            new Rule.Positive(0.02)));
  }
}
