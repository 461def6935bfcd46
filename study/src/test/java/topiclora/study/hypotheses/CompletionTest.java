package topiclora.study.hypotheses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import topiclora.study.result.Evidence;
import topiclora.study.result.Metric;
import topiclora.study.result.Outcome;
import topiclora.study.result.StudyTable;

final class CompletionTest {
  @Test
  void hypothesesAreDecidedByTheRowsOfTheirTable() {
    var table =
        StudyTable.of("held-out text", "", "", StudyTable.column("NLL, nats per token", 3))
            .row("own vector", Metric.of(4.6, 4.7))
            .row("shared adapter only", Metric.of(4.8, 4.9))
            .row("nearest neighbour's vector", Metric.of(4.6, 4.7))
            .row("shuffled vectors (control)", Metric.of(4.5, 4.6))
            .build();
    var evidence = new Evidence(List.of(table), List.of(), List.of());
    assertThat(new Completion().rules().stream().map(r -> r.result(evidence).outcome()))
        .containsExactly(Outcome.HOLDS, Outcome.FAILS, Outcome.DEPENDS, Outcome.NOT_MEASURED);
  }
}
