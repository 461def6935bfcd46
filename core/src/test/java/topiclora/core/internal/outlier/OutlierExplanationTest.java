package topiclora.core.internal.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static topiclora.core.internal.model.SampleModel.document;

import java.util.List;
import org.junit.jupiter.api.Test;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TopicModel;

final class OutlierExplanationTest {
  private final TopicModel model =
      SampleModel.of(
          List.of(
              document("odd", 5, 4, 3),
              document("east", 5, 1, 0),
              document("south", 5, 0, -1),
              document("zero", 5, 0, 0)));

  @Test
  void theNearestAndTheTopicsThatStickOutAreNamed() {
    OutlierExplanation why = OutlierExplanation.of(model, model.require("odd"), 2);
    assertThat(why.nearest())
        .extracting(near -> near.document().id())
        .containsExactly("east", "zero");
    assertThat(why.meanDistance()).isCloseTo((Math.sqrt(18) + 5 + Math.sqrt(32)) / 3, within(1e-9));
    assertThat(why.topics())
        .extracting(OutlierExplanation.TopicShare::component)
        .containsExactly(0, 1);
    assertThat(why.topics().getFirst().share()).isCloseTo(0.64, within(1e-9));
  }

  @Test
  void whatADocumentIsNotAboutIsNoTopicOfIt() {
    assertThat(OutlierExplanation.of(model, model.require("south"), 2).topics()).isEmpty();
    assertThat(OutlierExplanation.of(model, model.require("zero"), 2).topics()).isEmpty();
  }
}
