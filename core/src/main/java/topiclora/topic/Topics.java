package topiclora.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import topiclora.TopicLoraException;
import topiclora.base.BaseModel;
import topiclora.base.Modulator;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * What the components of x are about, asked of the model itself: the base reads a few neutral
 * openings with x at zero and with one component turned up, and the words whose log-probability
 * rises most are the topic's.
 */
public final class Topics {
  /** Openings after which almost any word can follow. */
  private static final List<String> OPENINGS =
      List.of(
          "This is an article about the",
          "It is mainly about",
          "The most important thing here is the",
          "Many people know about",
          "The text describes a",
          "They wrote about their",
          "Here is what happened with the",
          "For more about this, see");

  /** Tokens whose words are looked at, for each word that is wanted. */
  private static final int CANDIDATES = 4;

  /** Tokens that a word may go on for. */
  private static final int LONGEST = 4;

  /** Components beyond which they are no topics that anyone reads. */
  private static final int MOST = 512;

  /**
   * Words that are rarer than this, in natural logarithms of probability, are accidents of a single
   * token.
   */
  private static final double RAREST = -13;

  private Topics() {}

  /**
   * One topic a component, the largest share first.
   *
   * @param words at most, of each
   * @param documents at most, of each
   */
  public static List<Topic> of(BaseModel base, TopicModel model, int words, int documents) {
    model.requireVectors();
    model.requireBase(base);
    int rank = model.numbers();
    if (rank > MOST) {
      throw new TopicLoraException.BadModel(
          "vectors of %d numbers hold facts, not topics; topics wants a model of the preset topics"
              .formatted(rank));
    }
    double[] typical = typical(model.documents(), rank);
    double[] share = share(model.documents(), typical);
    List<Topic> topics = new ArrayList<>();
    Tensor turned = turned(typical);
    float[][][] logs = logProbabilities(base, model, turned); // [openings][1 + r][V]
    for (int k = 0; k < rank; k++) {
      topics.add(
          new Topic(
              k,
              1,
              words(
                  base,
                  model.learned().adapter().with(turned.narrow(0, k + 1, 1)),
                  risen(base, logs, k + 1, CANDIDATES * words),
                  words),
              most(model.documents(), k, documents),
              share[k]));
    }
    topics.sort(Comparator.comparingDouble(Topic::share).reversed());
    return List.copyOf(topics);
  }

  /** Root mean square of each component over the documents that have it above zero. */
  private static double[] typical(List<DocumentVector> documents, int rank) {
    double[] typical = new double[rank];
    for (int k = 0; k < rank; k++) {
      int component = k;
      typical[k] =
          Math.sqrt(
              documents.stream()
                  .mapToDouble(d -> Math.max(0, d.x()[component]))
                  .filter(v -> v > 0)
                  .map(v -> v * v)
                  .average()
                  .orElse(1));
    }
    return typical;
  }

  private static double[] share(List<DocumentVector> documents, double[] typical) {
    double[] share = new double[typical.length];
    for (DocumentVector document : documents) {
      int best = 0;
      for (int k = 1; k < typical.length; k++) {
        if (document.x()[k] / typical[k] > document.x()[best] / typical[best]) {
          best = k;
        }
      }
      share[best] += 1.0 / documents.size();
    }
    return share;
  }

  private static List<DocumentVector> most(List<DocumentVector> documents, int k, int count) {
    return documents.stream()
        .sorted(Comparator.comparingDouble((DocumentVector d) -> d.x()[k]).reversed())
        .limit(count)
        .toList();
  }

  /** x = 0, and then each component alone, twice as strong as is typical: {@code [1 + r, r]}. */
  private static Tensor turned(double[] typical) {
    int rank = typical.length;
    float[] x = new float[(rank + 1) * rank];
    for (int k = 0; k < rank; k++) {
      x[(k + 1) * rank + k] = (float) (2 * typical[k]);
    }
    return Tensor.of(x, rank + 1, rank);
  }

  /** Log-probabilities of the token after each opening under each row of x. */
  private static float[][][] logProbabilities(BaseModel base, TopicModel model, Tensor x) {
    float[][][] found = new float[OPENINGS.size()][][];
    for (int i = 0; i < found.length; i++) {
      try (var scope = Scope.open()) {
        int[] ids = base.tokenizer().encode(OPENINGS.get(i));
        Tensor batch = Tensor.of(ids, 1, ids.length).expand(x.size(0), ids.length).contiguous();
        Modulator modulator = model.learned().adapter().with(x);
        found[i] = next(base, modulator, batch).logSoftmax(-1).toRows();
      }
    }
    return found;
  }

  /** Tokens that begin a word, those first whose probability rises most. */
  private static int[] risen(BaseModel base, float[][][] logs, int row, int count) {
    int size = logs[0][0].length;
    double[] rise = new double[size];
    Integer[] order = new Integer[size];
    for (int token = 0; token < size; token++) {
      order[token] = token;
      double before = 0;
      double after = 0;
      for (float[][] opening : logs) {
        before += opening[0][token] / logs.length;
        after += opening[row][token] / logs.length;
      }
      rise[token] = after < RAREST ? Double.NEGATIVE_INFINITY : after - before;
    }
    Arrays.sort(order, Comparator.comparingDouble((Integer t) -> -rise[t]));
    return Arrays.stream(order)
        .filter(token -> base.tokenizer().piece(token).matches(" \\p{L}+"))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The words that these tokens begin, as the modulated base would end them. */
  private static List<String> words(
      BaseModel base, Modulator modulator, int[] candidates, int count) {
    int[] opening = base.tokenizer().encode(OPENINGS.getFirst());
    StringBuilder[] words = new StringBuilder[candidates.length];
    int[][] ids = new int[candidates.length][];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < candidates.length; i++) {
      words[i] = new StringBuilder(base.tokenizer().piece(candidates[i]).strip());
      ids[i] = Arrays.copyOf(opening, opening.length + 1);
      ids[i][opening.length] = candidates[i];
      open.add(i);
    }
    for (int length = 1; length < LONGEST && !open.isEmpty(); length++) {
      int[] next = likeliest(base, modulator, open.stream().map(i -> ids[i]).toList());
      List<Integer> longer = new ArrayList<>();
      for (int n = 0; n < next.length; n++) {
        String piece = base.tokenizer().piece(next[n]);
        if (piece.matches("\\p{L}+")) {
          int i = open.get(n);
          words[i].append(piece);
          ids[i] = Arrays.copyOf(ids[i], ids[i].length + 1);
          ids[i][ids[i].length - 1] = next[n];
          longer.add(i);
        }
      }
      open = longer;
    }
    return Arrays.stream(words)
        .map(word -> word.toString().toLowerCase(Locale.ROOT))
        .filter(word -> word.length() >= 3)
        .distinct()
        .limit(count)
        .toList();
  }

  /** The token that most likely follows each of some texts of one length. */
  private static int[] likeliest(BaseModel base, Modulator modulator, List<int[]> texts) {
    try (var scope = Scope.open()) {
      int length = texts.getFirst().length;
      int[] flat = texts.stream().flatMapToInt(Arrays::stream).toArray();
      return next(base, modulator, Tensor.of(flat, texts.size(), length)).largest(1).toInts();
    }
  }

  /** Logits of the token after each text of {@code ids [B, C]}, {@code [B, V]}. */
  private static Tensor next(BaseModel base, Modulator modulator, Tensor ids) {
    Tensor h = base.blocks(base.embed(ids), 0, base.config().layers(), modulator); // [B, C, W]
    return base.logits(h.narrow(1, ids.size(1) - 1, 1).view(ids.size(0), -1));
  }
}
