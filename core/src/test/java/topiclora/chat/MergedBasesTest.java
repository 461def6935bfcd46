package topiclora.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.base.BaseModel;
import topiclora.model.FittedModel;

final class MergedBasesTest {
  @TempDir Path folder;

  @Test
  void theBasesOfTheLastTwoVectorsAreKept() {
    try (var fitted = FittedModel.of(folder, 9);
        var merged = new MergedBases(fitted.base(), fitted.model().learned().adapter())) {
      BaseModel one = merged.of(new float[] {1, 0, 0});
      BaseModel two = merged.of(new float[] {0, 2, 0});
      assertThat(merged.of(new float[] {1, 0, 0})).isSameAs(one).isNotSameAs(fitted.base());
      merged.of(new float[] {0, 0, 3}); // the second one goes
      assertThat(merged.of(new float[] {1, 0, 0})).isSameAs(one);
      assertThat(merged.of(new float[] {0, 2, 0})).isNotSameAs(two);
    }
  }
}
