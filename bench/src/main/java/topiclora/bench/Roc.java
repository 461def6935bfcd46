package topiclora.bench;

/** The receiver operating characteristic of a score that should be higher for the strangers. */
final class Roc {
  private Roc() {}

  /** The area under it: how often a stranger is above a native; a tie counts half. */
  static double area(double[] scores, boolean[] stranger) {
    double above = 0;
    long pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (stranger[i] && !stranger[j]) {
          pairs++;
          above += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    if (pairs == 0) {
      throw new IllegalArgumentException("no strangers, or nobody but strangers");
    }
    return above / pairs;
  }
}
