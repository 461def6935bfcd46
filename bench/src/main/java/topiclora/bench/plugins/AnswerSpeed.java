package topiclora.bench.plugins;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import topiclora.bench.plugins.PluginTable.Row;
import topiclora.bench.setup.Stages;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Document;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.KeyValueCache;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.plugins.ContextMode;
import topiclora.plugins.QuestionFormat;
import topiclora.plugins.internal.answer.Answer;
import topiclora.plugins.internal.answer.AnswerOptions;
import topiclora.plugins.internal.answer.Answerer;
import topiclora.plugins.internal.answer.Prompts;
import topiclora.plugins.internal.retrieve.SearchHit;

/**
 * Times answers from documents as vectors, as text, and without them.
 *
 * <p>Question i is put to documents i to i + k - 1. Seconds and tokens a second are the {@link
 * Answerer}'s own measurements, from the sum of the vectors and their merging into the weights on.
 * Where the base has a chat template it is asked so, since answers in the plain format end with a
 * line.
 *
 * @param documents {@code questions + k - 1} of them, all in the model
 * @param maxNewTokens of an answer at most
 */
record AnswerSpeed(
    BaseModel base,
    TopicModel model,
    List<Document> documents,
    int k,
    int questions,
    int maxNewTokens,
    Stages progress) {
  private static final int QUESTION_WORDS = 10;

  List<Row> rows() {
    answer(0, ContextMode.PLUGIN); // warms up
    return List.of(
        row("nothing", ContextMode.NONE, null, 0),
        row(
            "vectors",
            ContextMode.PLUGIN,
            median("vectors kept", this::keptVectors),
            bytesOfVectors()),
        row("text", ContextMode.TEXT_PLAIN, median("text kept", this::keptText), bytesOfText()),
        row("text, shared adapter", ContextMode.TEXT, null, 0));
  }

  private Row row(String name, ContextMode mode, @Nullable Double nextQuestion, long cacheBytes) {
    Answer[] answers = new Answer[questions];
    double first =
        median(
            name,
            i -> {
              answers[i] = answer(i, mode);
              return answers[i].secondsToFirst();
            });
    double rate = median(name, i -> answers[i].tokensPerSecond());
    return new Row(name, answers[0].contextTokens(), first, nextQuestion, cacheBytes, rate);
  }

  private double median(String what, IntToDoubleFunction metric) {
    double[] values = new double[questions];
    for (int i = 0; i < questions; i++) {
      values[i] = metric.applyAsDouble(i);
      progress.step(what, i + 1, questions, "");
    }
    Arrays.sort(values);
    return values[questions / 2];
  }

  private List<SearchHit> found(int i) {
    return documents.subList(i, i + k).stream()
        .map(document -> new SearchHit(document, 1))
        .toList();
  }

  private String question(int i) {
    List<String> words = LongDocuments.words(documents.get(i).text());
    return "What is said of "
        + String.join(" ", words.subList(0, Math.min(QUESTION_WORDS, words.size())))
        + "?";
  }

  private AnswerOptions options() {
    return AnswerOptions.defaults()
        .withFormat(base.chatTemplate().isPresent() ? QuestionFormat.CHAT : QuestionFormat.PLAIN)
        .withMaxContextTokens(base.config().context())
        .withMaxNewTokens(maxNewTokens);
  }

  private Answer answer(int i, ContextMode mode) {
    try (Answerer answerer = answerer(i)) {
      return answerer.answer(question(i), k, mode, piece -> {});
    }
  }

  /** A further question on documents whose vectors it has put in already. */
  private double keptVectors(int i) {
    try (Answerer answerer = answerer(i)) {
      answerer.answer("Which of them?", k, ContextMode.PLUGIN, piece -> {});
      return answerer.answer(question(i), k, ContextMode.PLUGIN, piece -> {}).secondsToFirst();
    }
  }

  private Answerer answerer(int i) {
    return new Answerer(base, model, (query, n) -> found(i), options());
  }

  /**
   * A further question on a text whose keys and values are there already, which the Answerer does
   * not keep: another program may keep them.
   */
  private double keptText(int i) {
    int[] all = prompt(i, ContextMode.TEXT_PLAIN);
    int[] text = Arrays.copyOf(all, all.length - commonEnd(all, prompt(i, ContextMode.NONE)));
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
      Tensor out = base.blocks(h, 0, base.config().layers(), LinearHook.NONE, cache);
      return base.logits(out.narrow(1, ids.length - 1, 1)).largest(1).toInts()[0];
    }
  }

  private int[] prompt(int i, ContextMode mode) {
    List<String> passages =
        mode.usesText() ? found(i).stream().map(f -> f.document().text()).toList() : List.of();
    return new Prompts(base, options()).of(question(i), passages).ids();
  }

  /** Beside packed weights a LoRA in the type of the base, and in eight bits with their scales. */
  private long bytesOfVectors() {
    return base.packed() == base
        ? count(id -> base.weight(id).count()) * base.type().bytes()
        : (long) (count(this::loraParameters) * (base.type().bytes() + 1.25));
  }

  private long loraParameters(ModuleId id) {
    Tensor weight = base.weight(id);
    return (long) model.options().rank() * (weight.size(0) + weight.size(1));
  }

  private long count(ToLongFunction<ModuleId> ofModule) {
    return model.parameters().adapter().modules().keySet().stream().mapToLong(ofModule).sum();
  }

  private long bytesOfText() {
    BaseConfig config = base.config();
    long token = 2L * config.layers() * config.keyValueHeads() * config.headWidth();
    return token * base.type().bytes() * prompt(0, ContextMode.TEXT_PLAIN).length;
  }
}
