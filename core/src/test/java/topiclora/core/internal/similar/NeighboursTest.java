package topiclora.core.internal.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static topiclora.core.internal.model.SampleModel.document;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TopicModel;

final class NeighboursTest {
  private final TopicModel model =
      SampleModel.of(
          List.of(
              document("east", 5, 2, 0),
              document("north-east", 5, 1, 1),
              document("north", 5, 0, 3),
              document("west", 5, -1, 0),
              document("nowhere", 5, 0, 0)));

  @Test
  void theNearestComeFirstByCosine() {
    var nearest = Neighbours.of(model).nearest("east", 10);
    assertThat(nearest)
        .extracting(neighbour -> neighbour.document().id())
        .containsExactly("north-east", "north", "nowhere", "west");
    assertThat(nearest.get(0).cosine()).isCloseTo(Math.sqrt(0.5), within(1e-9));
    assertThat(nearest.get(2).cosine()).isZero();
    assertThat(nearest.get(3).cosine()).isCloseTo(-1, within(1e-9));
  }

  @Test
  void onlyAsManyAreGivenAsAreWanted() {
    assertThat(Neighbours.of(model).nearest("north", 1)).hasSize(1);
  }

  @Test
  void amongSomeOnlyTheyAreGiven() {
    Neighbours some = Neighbours.of(model).among(Set.of("north", "west"));
    assertThat(some.nearest("east", 10))
        .extracting(neighbour -> neighbour.document().id())
        .containsExactly("north", "west");
    assertThat(some.nearest(new float[] {-2, 1}, 1))
        .extracting(neighbour -> neighbour.document().id())
        .containsExactly("west");
  }

  @Test
  void aTextIsLikeDocumentsByItsVector() {
    assertThat(Neighbours.of(model).nearest(new float[] {2, 1}, 2))
        .extracting(neighbour -> neighbour.document().id())
        .containsExactly("north-east", "east");
    assertThat(Neighbours.of(model).nearest(new float[0], 2)).isEmpty();
  }

  @Test
  void aDocumentThatIsNotThereIsACallersMistake() {
    assertThatThrownBy(() -> Neighbours.of(model).nearest("south", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no document 'south' in the model");
  }
}
