package topiclora.cli;

import picocli.CommandLine.Option;

/**
 * The options that choose a form of the adapter: part of the contract from the start, so that a
 * form not built yet is refused and never mistaken for another.
 */
final class FormOptions {
  @Option(names = "--preset", description = "topics (default: ${DEFAULT-VALUE})")
  private String preset = "topics";

  @Option(names = "--form", description = "down: U(V + A*x) (default: ${DEFAULT-VALUE})")
  private String form = "down";

  @Option(names = "--x", description = "rank: x scales the rows of A (default: ${DEFAULT-VALUE})")
  private String x = "rank";

  @Option(names = "--share", description = "all: one x for all modules (default: ${DEFAULT-VALUE})")
  private String share = "all";

  @Option(names = "--a", description = "fixed: A stays as it is drawn (default: ${DEFAULT-VALUE})")
  private String a = "fixed";

  /** Fails where a value names what this version cannot fit. */
  void requireBuilt() {
    require("--preset", preset, "topics");
    require("--form", form, "down");
    require("--x", x, "rank");
    require("--share", share, "all");
    require("--a", a, "fixed");
  }

  private static void require(String option, String value, String built) {
    if (!value.equals(built)) {
      throw new IllegalArgumentException(
          "%s %s: this version fits %s %s only".formatted(option, value, option, built));
    }
  }
}
