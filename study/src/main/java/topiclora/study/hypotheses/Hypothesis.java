package topiclora.study.hypotheses;

import java.util.List;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.result.Evidence;
import topiclora.study.result.Rule;

/** One question about the method: its hypotheses, and how they are tested. */
public sealed interface Hypothesis
    permits Completion,
        TopicModelling,
        Modulations,
        SharedFirst,
        Uniqueness,
        Similarity,
        Plugins,
        Additivity,
        Vanishing,
        BothSides,
        RandomSubspace {
  /** All of them, in the order of the study. */
  static List<Hypothesis> all() {
    return List.of(
        new Completion(),
        new TopicModelling(),
        new Modulations(),
        new SharedFirst(),
        new Uniqueness(),
        new Similarity(),
        new Plugins(),
        new Additivity(),
        new Vanishing(),
        new BothSides(),
        new RandomSubspace());
  }

  /** From 1. */
  int number();

  /** The question. */
  String text();

  /** What the metrics are compared with. */
  String reference();

  /** The fits that it looks at, so that it can be told beforehand how long it will take. */
  List<StudyFit> fits(Plan plan, StudyCorpus corpus);

  /** Measures. */
  Evidence evidence(StudyContext context);

  /** How its hypotheses are decided. */
  List<Rule> rules();
}
