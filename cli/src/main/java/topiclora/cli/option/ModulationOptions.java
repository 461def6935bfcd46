package topiclora.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.Sharing;
import topiclora.core.VectorShape;

/** The options that say what of the adapter a document's vector modulates. */
public final class ModulationOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--modulate",
      paramLabel = "FACTOR",
      description = {
        "what a document's vector modulates (down):",
        "down  U(V + A*x), the down matrix, PEFT's lora_A",
        "up    (U + A*x)V, the up matrix, PEFT's lora_B",
        "both  (U + A*x)(V + B*y), twice the dimensions",
        "hyper factors in a random subspace, nothing shared",
        "none  UV, one LoRA for all documents, no vectors"
      })
  private Modulate modulate = Modulate.DOWN;

  @Option(
      names = "--vector-shape",
      paramLabel = "rank|column",
      description = "whether x scales the R rows of A, or its columns (rank)")
  private VectorShape vectorShape = VectorShape.RANK;

  @Option(
      names = "--vector-sharing",
      paramLabel = "all|weighted|module",
      description = "one x for all modules, one with a learned weight in each, or one each (all)")
  private Sharing sharing = Sharing.ALL;

  @Option(names = "--train-a", description = "train A with U and V; without it A stays random")
  private boolean trainA;

  @Option(
      names = "--orthogonality",
      paramLabel = "F",
      description = "with --modulate both: regularisation weight of orthogonal components (0)")
  private double orthogonality;

  @Option(names = "--nonnegative", description = "keep x at zero or above, as responsibilities are")
  private boolean nonNegative;

  /** Puts those that were given in the place of a preset's. */
  public LearningOptions.Builder into(LearningOptions.Builder options) {
    if (given("--modulate") || given("--vector-shape") || given("--train-a")) {
      options.modulation(new ModulationForm(modulate, vectorShape, trainA));
    }
    if (given("--vector-sharing")) {
      options.sharing(sharing);
    }
    return options.nonNegative(nonNegative).orthogonality(orthogonality);
  }

  private boolean given(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }
}
