package topiclora.study.result;

import java.util.List;

/** What a metric says of a hypothesis. */
public enum Outcome {
  HOLDS("holds"),
  FAILS("fails"),
  DEPENDS("depends"),
  NOT_MEASURED("not measured");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Of several hypotheses together: what all measured ones say, or that it depends. */
  public static Outcome of(List<Outcome> outcomes) {
    List<Outcome> said = outcomes.stream().filter(o -> o != NOT_MEASURED).distinct().toList();
    return said.isEmpty() ? NOT_MEASURED : said.size() == 1 ? said.getFirst() : DEPENDS;
  }
}
