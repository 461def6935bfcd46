package topiclora.core.internal.fit;

import java.util.List;
import java.util.Random;
import topiclora.core.LearningOptions;
import topiclora.core.internal.windows.Windows;
import topiclora.core.internal.windows.WindowsBuilder;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.TinyBase;

/** Documents of three subjects in turn, cut into windows: what a fit has to tell apart. */
public final class PlantedCorpus {
  public static final LearningOptions OPTIONS =
      LearningOptions.topics().toBuilder()
          .rank(3)
          .window(8)
          .maxTokens(64)
          .layers(1, 1)
          .targetModules(List.of(LinearKind.DOWN))
          .build();

  /** What its fits' work belongs to. */
  static final FitInputs INPUTS =
      new FitInputs("0.1.0", "the tiny base", "F32", "the planted corpus", OPTIONS, List.of());

  private PlantedCorpus() {}

  public static Windows windows(BaseModel base, int documents) {
    Random random = new Random(11);
    var builder = new WindowsBuilder(OPTIONS.window(), OPTIONS.maxTokens(), OPTIONS.seed());
    for (int d = 0; d < documents; d++) {
      String text = TinyBase.text(d % 3, 40 + random.nextInt(16), random);
      builder.add("document " + d, base.tokenizer().encode(text));
    }
    return builder.build();
  }
}
