package topiclora.study.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.LearningOptions;
import topiclora.core.internal.fit.HeldOut;
import topiclora.core.internal.fit.PlantedCorpus;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.Scope;

final class DocumentLorasTest {
  /** The windows of one planted document are alike, those of another subject are not. */
  @Test
  void aDocumentsOwnLoraPredictsItsHeldOutText(@TempDir Path folder) {
    try (var base = TinyBase.open(folder);
        var scope = Scope.open()) {
      Windows windows = PlantedCorpus.windows(base, 24);
      LearningOptions options = PlantedCorpus.OPTIONS.toBuilder().epochs(20).build();
      DocumentLoras loras = DocumentLoras.of(base, windows, options, 0.01, Progress.SILENT);
      HeldOut held = loras.heldOut();
      assertThat(held.meanOwnNll()).isLessThan(held.meanSharedNll() - 0.01);
      assertThat(held.meanOwnNll()).isLessThan(held.meanShuffledNll());
      assertThat(Arrays.stream(held.shuffledNll()).filter(nats -> nats > 0)).hasSize(24);
      assertThat(loras.dimensions()).isEqualTo(3 * (24 + 16));
      assertThat(loras.training()).isPositive().isLessThan(loras.seconds());
      assertThat(DocumentLoras.of(base, windows, options, 0.01, Progress.SILENT).heldOut().ownNll())
          .isEqualTo(held.ownNll());
    }
  }
}
