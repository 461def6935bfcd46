package topiclora.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import topiclora.Document;
import topiclora.base.BaseConfig;
import topiclora.base.BaseModel;
import topiclora.base.KeyValueCache;
import topiclora.base.Modulator;
import topiclora.base.ModuleId;
import topiclora.bench.PluginTable.Row;
import topiclora.chat.Answer;
import topiclora.chat.AnswerOptions;
import topiclora.chat.Answerer;
import topiclora.chat.Format;
import topiclora.chat.Knowledge;
import topiclora.chat.Prompts;
import topiclora.model.TopicModel;
import topiclora.plugin.Found;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * Times answers from documents that are known in different ways.
 *
 * <p>Question i is put to documents i to i + k - 1. Seconds and tokens a second are the {@link
 * Answerer}'s own figures, from the sum of the vectors and their merging into the weights on. Where
 * the base has a chat template it is asked so, since answers in the plain format end with a line.
 *
 * @param documents {@code questions + k - 1} of them, all in the model
 * @param tokens of an answer at most
 */
record AnswerSpeed(
    BaseModel base,
    TopicModel model,
    List<Document> documents,
    int k,
    int questions,
    int tokens,
    Stages progress) {
  private static final int QUESTION_WORDS = 10;

  List<Row> rows() {
    answer(0, Knowledge.PLUGIN); // warms up
    return List.of(
        row("nothing", Knowledge.NONE, null, 0),
        row(
            "vectors",
            Knowledge.PLUGIN,
            median("vectors kept", this::keptVectors),
            bytesOfVectors()),
        row("text", Knowledge.RAG, median("text kept", this::keptText), bytesOfText()),
        row("text, on the shared part", Knowledge.TEXT, null, 0));
  }

  private Row row(String way, Knowledge knowledge, @Nullable Double again, long keptBytes) {
    Answer[] answers = new Answer[questions];
    double first =
        median(
            way,
            i -> {
              answers[i] = answer(i, knowledge);
              return answers[i].secondsToFirst();
            });
    double rate = median(way, i -> answers[i].tokensPerSecond());
    return new Row(way, answers[0].contextTokens(), first, again, keptBytes, rate);
  }

  private double median(String what, IntToDoubleFunction figure) {
    double[] figures = new double[questions];
    for (int i = 0; i < questions; i++) {
      figures[i] = figure.applyAsDouble(i);
      progress.step(what, i + 1, questions, "");
    }
    Arrays.sort(figures);
    return figures[questions / 2];
  }

  private List<Found> found(int i) {
    return documents.subList(i, i + k).stream().map(document -> new Found(document, 1)).toList();
  }

  private String question(int i) {
    List<String> words = Arrays.asList(documents.get(i).text().strip().split("\\s+"));
    return "What is said of "
        + String.join(" ", words.subList(0, Math.min(QUESTION_WORDS, words.size())))
        + "?";
  }

  private AnswerOptions options() {
    return AnswerOptions.defaults()
        .withFormat(base.chatTemplate().isPresent() ? Format.CHAT : Format.PLAIN)
        .withContextTokens(base.config().context())
        .withAnswerTokens(tokens);
  }

  private Answer answer(int i, Knowledge knowledge) {
    try (Answerer answerer = answerer(i)) {
      return answerer.answer(question(i), k, knowledge, piece -> {});
    }
  }

  /** A further question on documents whose vectors it has put in already. */
  private double keptVectors(int i) {
    try (Answerer answerer = answerer(i)) {
      answerer.answer("Which of them?", k, Knowledge.PLUGIN, piece -> {});
      return answerer.answer(question(i), k, Knowledge.PLUGIN, piece -> {}).secondsToFirst();
    }
  }

  private Answerer answerer(int i) {
    return new Answerer(base, model, (query, n) -> found(i), options());
  }

  /**
   * A further question on a text whose keys and values are there already, which the Answerer does
   * not keep: what another program could.
   */
  private double keptText(int i) {
    int[] all = prompt(i, Knowledge.RAG);
    int[] text = Arrays.copyOf(all, all.length - commonEnd(all, prompt(i, Knowledge.NONE)));
    int[] question = Arrays.copyOfRange(all, text.length, all.length);
    try (var cache = new KeyValueCache(base.config(), base.type(), 1, all.length)) {
      likeliest(text, cache);
      long start = System.nanoTime();
      likeliest(question, cache);
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /** Tokens at the end that both have: the question. */
  private static int commonEnd(int[] a, int[] b) {
    int n = 0;
    while (n < b.length && a[a.length - 1 - n] == b[b.length - 1 - n]) {
      n++;
    }
    return n;
  }

  private int likeliest(int[] ids, KeyValueCache cache) {
    try (var scope = Scope.open()) {
      Tensor h = base.embed(Tensor.of(ids, 1, ids.length)); // [1, C, W]
      Tensor out = base.blocks(h, 0, base.config().layers(), Modulator.NONE, cache);
      return base.logits(out.narrow(1, ids.length - 1, 1)).largest(1).toInts()[0];
    }
  }

  private int[] prompt(int i, Knowledge knowledge) {
    List<String> passages =
        knowledge.usesText() ? found(i).stream().map(f -> f.document().text()).toList() : List.of();
    return new Prompts(base, options()).of(question(i), passages).ids();
  }

  /** Beside packed weights a LoRA in the type of the base, and in eight bits with their scales. */
  private long bytesOfVectors() {
    return base.packed() == base
        ? numbers(id -> base.weight(id).count()) * base.type().bytes()
        : (long) (numbers(this::loraNumbers) * (base.type().bytes() + 1.25));
  }

  private long loraNumbers(ModuleId id) {
    Tensor weight = base.weight(id);
    return (long) model.options().rank() * (weight.size(0) + weight.size(1));
  }

  private long numbers(ToLongFunction<ModuleId> ofModule) {
    return model.learned().adapter().modules().keySet().stream().mapToLong(ofModule).sum();
  }

  private long bytesOfText() {
    BaseConfig config = base.config();
    long token = 2L * config.layers() * config.keyValueHeads() * config.headWidth();
    return token * base.type().bytes() * prompt(0, Knowledge.RAG).length;
  }
}
