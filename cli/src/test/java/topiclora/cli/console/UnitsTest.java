package topiclora.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnitsTest {
  @Test
  void countsAreExactAsLongAsTheyAreShort() {
    assertThat(Units.count(99_999)).isEqualTo("99999");
    assertThat(Units.count(100_000)).isEqualTo("100k");
    assertThat(Units.count(98_362_432)).isEqualTo("98.4M");
    assertThat(Units.count(999_999)).isEqualTo("1.0M");
  }

  @Test
  void bytesHaveTheirUnit() {
    assertThat(Units.bytes(4)).isEqualTo("4 B");
    assertThat(Units.bytes(98_362_432)).isEqualTo("98.4 MB");
    assertThat(Units.bytes(5_000_000_000_000L)).isEqualTo("5.0 TB");
  }

  @Test
  void timesAndRates() {
    assertThat(Units.time(42.4)).isEqualTo("0:42");
    assertThat(Units.time(3723)).isEqualTo("1:02:03");
    assertThat(Units.rate(12.34)).isEqualTo("12.3/s");
    assertThat(Units.rate(1234)).isEqualTo("1234/s");
  }
}
