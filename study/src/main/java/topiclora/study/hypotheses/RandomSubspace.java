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
import topiclora.core.Modulate;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.result.Evidence;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/** hyper-LoRA's random subspace against the trained one, with as many dimensions. */
final class RandomSubspace implements Hypothesis {
  private static final String FIT = "subspaces";
  private static final String TRAINED = "trained";
  private static final String RANDOM = "random";
  private static final String MORE = ", four times the dimensions";

  @Override
  public int number() {
    return 11;
  }

  @Override
  public String text() {
    return "Is the trained subspace better than hyper-LoRA's random one?";
  }

  @Override
  public String reference() {
    return "hyper: lightweight DreamBooth's random orthonormal subspace (arXiv 2307.06949)";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus corpus) {
    return plan.fits(CorpusPart.ALL, variants(plan).values());
  }

  private static SequencedMap<String, LongFunction<LearningOptions.Builder>> variants(Plan plan) {
    SequencedMap<String, LongFunction<LearningOptions.Builder>> variants = new LinkedHashMap<>();
    variants.put(RANDOM, seed -> plan.form(seed, Modulate.HYPER));
    variants.put(TRAINED, plan::options);
    int more = 4 * plan.dimensions();
    variants.put(RANDOM + MORE, seed -> plan.form(seed, Modulate.HYPER).rank(more));
    variants.put(TRAINED + MORE, seed -> plan.options(seed).rank(more));
    return variants;
  }

  @Override
  public Evidence evidence(StudyContext context) {
    var table = FitTable.of(FIT, "subspace");
    variants(context.plan())
        .forEach((name, variant) -> table.row(name, FitTable.row(context, variant)));
    StudyTable built = table.build();
    return new Evidence(
        List.of(built),
        List.of(
            Plot.Bars.of("NLL reduction of own vectors", built, NLL_REDUCTION),
            Plot.Bars.of("NLL of held-out text, own vectors", built, OWN_NLL)),
        List.of(
            "The random subspace is not trained: its shared adapter is none, the base model, and"
                + " meta-training has nothing to train, so it has no plugins."));
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "The trained subspace predicts held-out text better, with as many dimensions",
            "NLL of random minus NLL of trained",
            difference(FIT, RANDOM, TRAINED, OWN_NLL),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "also by x alone, without what U V reduces",
            "NLL reduction of trained minus NLL reduction of random",
            difference(FIT, TRAINED, RANDOM, NLL_REDUCTION),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "and with four times the dimensions",
            "NLL reduction of trained minus NLL reduction of random",
            difference(FIT, TRAINED + MORE, RANDOM + MORE, NLL_REDUCTION),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "Its vectors say more about labels",
            "kNN of trained minus kNN of random",
            difference(FIT, TRAINED, RANDOM, KNN),
            new Rule.Positive(0.02)));
  }
}
