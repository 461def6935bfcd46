package topiclora.core.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DatesTest {
  @Test
  void readsWholeAndCutDatesAndThoseOfMails() {
    assertThat(spans("2024-05-01", "2024-05-03T10:00:00Z", "Sat, 4 May 2024 11:05:30 GMT"))
        .containsExactly("2024-05-01", "2024-05-02", "2024-05-03", "2024-05-04");
    assertThat(spans("2021/1/5", "2024-05")).hasSize(41).startsWith("2021-01").endsWith("2024-05");
    assertThat(spans("1999", "2024")).hasSize(26).startsWith("1999").endsWith("2024");
    assertThat(spans("1920", "2024")).startsWith("1920s", "1930s").endsWith("2020s");
    assertThat(spans("1001", "2024")).startsWith("1000s").endsWith("2000s").hasSize(11);
  }

  @Test
  void everyDatedDocumentIsInASpan() {
    Dates dates =
        Dates.of(
                Arrays.asList(
                    "2024-05-31",
                    null,
                    "2024-08-01",
                    "soon",
                    "2024-05-01",
                    "2024-06-09",
                    "2019-02-28"))
            .orElseThrow();
    assertThat(dates.missing()).isEqualTo(2);
    assertThat(dates.spans().keySet())
        .containsExactly("2019", "2020", "2021", "2022", "2023", "2024");
    assertThat(dates.spans().get("2024")).containsExactly(0, 2, 4, 5);
  }

  @Test
  void whatIsMostlyNoDateIsNoFieldOfDates() {
    assertThat(Dates.of(List.of("2024", "red", "blue"))).isEmpty();
    assertThat(Dates.of(List.of("2024-13-45", "12345", "-2024"))).isEmpty();
    assertThat(Dates.of(List.of("2024", "2024"))).isEmpty();
    assertThat(Dates.of(List.of())).isEmpty();
  }

  private static List<String> spans(String... values) {
    return List.copyOf(Dates.of(Arrays.asList(values)).orElseThrow().spans().keySet());
  }
}
