package topiclora.bench.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import topiclora.study.write.Svg;

final class ModulationRowTest {
  @Test
  void modulationsAreComparedInMarkdown() {
    var row = new ModulationRow("down", 16, 5.05, 5.157, 5.248, 0.404, 0.4, 61, 64);
    assertThat(ModulationRow.text(List.of(row)).lines())
        .hasSize(3)
        .last()
        .isEqualTo("| down | 16 | 5.050 | 5.157 | 5.248 | 0.107 | 0.404 | 0.400 | 61 | 64 |");
    assertThat(Svg.of(ModulationRow.plot(List.of(row)))).contains(">down<", ">0.107<");
    var none = new ModulationRow("none", 0, 5.1, 5.1, 5.1, null, null, 61, 0);
    assertThat(ModulationRow.text(List.of(none)).lines())
        .last()
        .isEqualTo("| none | 0 | 5.100 | 5.100 | 5.100 | 0.000 | - | - | 61 | 0 |");
  }
}
