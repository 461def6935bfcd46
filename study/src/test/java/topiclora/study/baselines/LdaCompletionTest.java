package topiclora.study.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LdaCompletionTest {
  @BeforeAll
  static void silence() {
    LibraryLogs.silence();
  }

  @Test
  void ldaPredictsWhatADocumentGoesOnWith() {
    List<String> seen = List.of("boat wave boat sail ", "oven bread oven cake ");
    List<String> training = seen.stream().map(t -> t.repeat(10)).toList();
    var right = LdaCompletion.of(training, seen, 2, 1);
    var swapped = LdaCompletion.of(training, seen.reversed(), 2, 1);
    assertThat(right.words()).isEqualTo(8);
    assertThat(right.lda()).isLessThan(right.unigram()).isLessThan(swapped.lda());
  }
}
