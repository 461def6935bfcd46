package topiclora.lm;

/**
 * How the next token is chosen among the likely ones.
 *
 * @param temperature 0 always takes the likeliest; 1 draws with the probabilities of the model;
 *     above 1 unlikely tokens are drawn more often
 * @param topK draws among so many of the likeliest; 0 among all
 * @param topP draws among the fewest likeliest that hold this share of probability, in (0, 1]
 * @param seed the same seed gives the same text
 */
public record Sampling(double temperature, int topK, double topP, long seed) {
  public Sampling {
    if (!(temperature >= 0) || topK < 0 || !(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "temperature %s, top-k %d, top-p %s; wanted at least 0, at least 0, and in (0, 1]"
              .formatted(temperature, topK, topP));
    }
  }

  /** The likeliest token, always. */
  public static Sampling greedy() {
    return new Sampling(0, 0, 1, 0);
  }

  public static Sampling defaults() {
    return new Sampling(0.7, 50, 0.95, 0);
  }

  public Sampling withTemperature(double temperature) {
    return new Sampling(temperature, topK, topP, seed);
  }

  public Sampling withTopK(int topK) {
    return new Sampling(temperature, topK, topP, seed);
  }

  public Sampling withTopP(double topP) {
    return new Sampling(temperature, topK, topP, seed);
  }

  public Sampling withSeed(long seed) {
    return new Sampling(temperature, topK, topP, seed);
  }
}
