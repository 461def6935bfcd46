package topiclora.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.Progress;
import topiclora.base.TinyBase;
import topiclora.tensor.Scope;

final class DocumentLorasTest {
  /** The windows of one planted document are alike, those of another subject are not. */
  @Test
  void aDocumentsOwnLoraForetellsWhatWasHeldOutOfIt(@TempDir Path folder) {
    try (var base = TinyBase.open(folder);
        var scope = Scope.open()) {
      Windows windows = PlantedCorpus.windows(base, 24);
      FitOptions options = PlantedCorpus.OPTIONS.toBuilder().passes(20).build();
      DocumentLoras loras = DocumentLoras.of(base, windows, options, 0.01, Progress.SILENT);
      HeldOut held = loras.heldOut();
      assertThat(held.meanOwn()).isLessThan(held.meanZero() - 0.01);
      assertThat(held.meanOwn()).isLessThan(held.meanOther());
      assertThat(Arrays.stream(held.other()).filter(nats -> nats > 0)).hasSize(24);
      assertThat(loras.numbers()).isEqualTo(3 * (24 + 16));
      assertThat(loras.training()).isPositive().isLessThan(loras.seconds());
      assertThat(DocumentLoras.of(base, windows, options, 0.01, Progress.SILENT).heldOut().own())
          .isEqualTo(held.own());
    }
  }
}
