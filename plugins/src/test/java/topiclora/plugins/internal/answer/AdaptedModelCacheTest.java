package topiclora.plugins.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.internal.model.FittedModel;

final class AdaptedModelCacheTest {
  @TempDir Path folder;

  @Test
  void whatTheLastTwoVectorsWriteWithIsKept() {
    try (var fitted = FittedModel.of(folder, 9);
        var bases = new AdaptedModelCache(fitted.base(), fitted.model().parameters().adapter())) {
      AdaptedModelCache.Adapted one = bases.of(new float[] {1, 0, 0});
      AdaptedModelCache.Adapted two = bases.of(new float[] {0, 2, 0});
      assertThat(bases.of(new float[] {1, 0, 0})).isSameAs(one);
      bases.of(new float[] {0, 0, 3}); // the second one goes
      assertThat(bases.of(new float[] {1, 0, 0})).isSameAs(one);
      assertThat(bases.of(new float[] {0, 2, 0})).isNotSameAs(two);
    }
  }
}
