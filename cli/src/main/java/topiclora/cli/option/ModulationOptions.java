package topiclora.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.Sharing;
import topiclora.core.VectorShape;

/** The options that choose a form of the adapter. */
final class ModulationOptions {
  /** Whether A is learned. */
  enum A {
    FIXED,
    LEARNED
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--form",
      paramLabel = "FORM",
      description = {
        "what a document's vector changes (down):",
        "down  U(V + A*x), the down matrix",
        "up    (U + A*x)V, the up matrix",
        "both  (U + A*x)(V + B*y), twice the numbers",
        "hyper factors in a random subspace, nothing shared",
        "lora  UV, one for all documents, which have no vectors"
      })
  private Modulate kind = Modulate.DOWN;

  @Option(
      names = "--x",
      paramLabel = "rank|column",
      description = "whether x scales the r directions of A or its other side (rank)")
  private VectorShape x = VectorShape.RANK;

  @Option(
      names = "--share",
      paramLabel = "all|weighted|module",
      description =
          "one x for all modules; the same with a learned weight in each; an x of its own for each"
              + " (all)")
  private Sharing share = Sharing.ALL;

  @Option(
      names = "--a",
      paramLabel = "fixed|learned",
      description = "whether A stays as it was drawn (fixed)")
  private A a = A.FIXED;

  @Option(
      names = "--orthogonality",
      paramLabel = "F",
      description =
          "with the form both: strength of the prior that the components of a document's own term"
              + " are orthogonal (0)")
  private double orthogonality;

  @Option(names = "--nonnegative", description = "keep x at zero or above, as responsibilities are")
  private boolean nonNegative;

  /** Puts those that were given in the place of a preset's. */
  LearningOptions.Builder into(LearningOptions.Builder options) {
    if (given("--form") || given("--x") || given("--a")) {
      options.modulation(new ModulationForm(kind, x, a == A.LEARNED));
    }
    if (given("--share")) {
      options.sharing(share);
    }
    return options.nonNegative(nonNegative).orthogonality(orthogonality);
  }

  private boolean given(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }
}
