package topiclora.bench.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PluginTableTest {
  @Test
  void costsAreTwoTablesInMarkdown() {
    var none = new PluginTable.Row("nothing", 0, 0.1, null, 0, 20);
    var vectors = new PluginTable.Row("vectors", 0, 0.25, 0.1, 159_000_000, 19.5);
    var table =
        new PluginTable("AVX2", "tiny", 5760, 8, 512, 3, 5, List.of(none, vectors), 4, 11_530, 150);
    assertThat(table.text().lines())
        .contains(
            "| nothing | 0 | 0.100 |  |  | 20.0 |",
            "| vectors | 0 | 0.250 | 0.100 | 159 | 19.5 |",
            "| 4.00 | 0.25 | 5760 | 11530 | 150 |");
  }
}
