package topiclora.plugins.internal.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import topiclora.corpus.Document;
import topiclora.corpus.Question;

final class RecallTest {
  /** Finds d1, d2 and so on, whatever is asked. */
  private static final Retriever IN_ORDER =
      (query, k) ->
          IntStream.rangeClosed(1, k)
              .mapToObj(i -> new SearchHit(Document.of("d" + i, ""), 1.0 / i))
              .toList();

  private static Question about(String... docs) {
    return new Question("any", List.of("any"), List.of(docs));
  }

  @Test
  void theShareGrowsWithTheDepth() {
    Recall recall = Recall.of(IN_ORDER, List.of(about("d1"), about("d4"), about("d11")));
    assertThat(recall.atK())
        .containsExactlyEntriesOf(
            new TreeMap<>(Map.of(1, 1 / 3.0, 3, 1 / 3.0, 5, 2 / 3.0, 10, 2 / 3.0)));
  }

  @Test
  void aQuestionOnSeveralDocumentsCountsEach() {
    Recall recall = Recall.of(IN_ORDER, List.of(about("d1", "d3", "nowhere", "d1")));
    assertThat(recall.atK()).containsEntry(1, 1 / 3.0).containsEntry(3, 2 / 3.0);
  }

  @Test
  void questionsOnNoDocumentDoNotCount() {
    assertThat(Recall.of(IN_ORDER, List.of(about(), about("d1"))).atK()).containsEntry(1, 1.0);
    assertThat(Recall.of(IN_ORDER, List.of(about())).atK()).containsEntry(1, Double.NaN);
  }

  @Test
  void fewerThanAreWantedMayBeFound() {
    Recall recall = Recall.of((query, k) -> List.of(), List.of(about("d1")));
    assertThat(recall.atK()).containsEntry(10, 0.0);
  }
}
