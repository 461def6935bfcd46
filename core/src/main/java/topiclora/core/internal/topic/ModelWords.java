package topiclora.core.internal.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * What topics are about, asked of the model itself: the base reads a few neutral openings with x at
 * zero and with one topic turned up, and the words whose log-probability rises most are the
 * topic's.
 */
final class ModelWords {
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

  /**
   * Words that are rarer than this, in natural logarithms of probability, are accidents of a single
   * token.
   */
  private static final double RAREST = -13;

  private final BaseModel base;
  private final TopicModel model;

  private ModelWords(BaseModel base, TopicModel model) {
    this.base = base;
    this.model = model;
  }

  /** The words of each topic, at most {@code words}. */
  static List<List<String>> of(
      BaseModel base, TopicModel model, List<TopicDirection> topics, int words) {
    return new ModelWords(base, model).of(topics, words);
  }

  private List<List<String>> of(List<TopicDirection> topics, int words) {
    Tensor raised = raised(topics, typical(model.documents(), model.dimensions()));
    float[][][] logs = logProbabilities(base, model, raised); // [openings][1 + T][V]
    List<List<String>> found = new ArrayList<>();
    for (int t = 1; t <= topics.size(); t++) {
      LinearHook modulator = model.parameters().adapter().with(raised.narrow(0, t, 1));
      found.add(words(base, modulator, risen(base, logs, t, CANDIDATES * words), words));
    }
    return found;
  }

  /** Root mean square of each component over the documents that have it above zero. */
  private static double[] typical(List<DocumentVector> documents, int rank) {
    double[] typical = new double[rank];
    for (int k = 0; k < rank; k++) {
      int component = k;
      typical[k] =
          Math.sqrt(
              documents.stream()
                  .mapToDouble(d -> Math.max(0, d.vector()[component]))
                  .filter(v -> v > 0)
                  .map(v -> v * v)
                  .average()
                  .orElse(1));
    }
    return typical;
  }

  /** x = 0, and then each topic alone, twice as strong as is typical: {@code [1 + T, r]}. */
  private static Tensor raised(List<TopicDirection> topics, double[] typical) {
    int rank = typical.length;
    float[] x = new float[(topics.size() + 1) * rank];
    for (int t = 0; t < topics.size(); t++) {
      List<Integer> components = topics.get(t).components();
      for (int k : components) {
        x[(t + 1) * rank + k] = (float) (2 * typical[k] / Math.sqrt(components.size()));
      }
    }
    return Tensor.of(x, topics.size() + 1, rank);
  }

  /** Log-probabilities of the token after each opening under each row of x. */
  private static float[][][] logProbabilities(BaseModel base, TopicModel model, Tensor x) {
    float[][][] found = new float[OPENINGS.size()][][];
    for (int i = 0; i < found.length; i++) {
      try (var scope = Scope.open()) {
        int[] ids = base.tokenizer().encode(OPENINGS.get(i));
        Tensor batch = Tensor.of(ids, 1, ids.length).expand(x.size(0), ids.length).contiguous();
        LinearHook modulator = model.parameters().adapter().with(x);
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
      BaseModel base, LinearHook modulator, int[] candidates, int count) {
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
  private static int[] likeliest(BaseModel base, LinearHook modulator, List<int[]> texts) {
    try (var scope = Scope.open()) {
      int length = texts.getFirst().length;
      int[] flat = texts.stream().flatMapToInt(Arrays::stream).toArray();
      return next(base, modulator, Tensor.of(flat, texts.size(), length)).largest(1).toInts();
    }
  }

  /** Logits of the token after each text of {@code ids [B, C]}, {@code [B, V]}. */
  private static Tensor next(BaseModel base, LinearHook modulator, Tensor ids) {
    Tensor h = base.blocks(base.embed(ids), 0, base.config().layers(), modulator); // [B, C, W]
    return base.logits(h.narrow(1, ids.size(1) - 1, 1).view(ids.size(0), -1));
  }
}
