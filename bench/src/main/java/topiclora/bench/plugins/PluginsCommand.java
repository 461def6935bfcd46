package topiclora.bench.plugins;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import topiclora.bench.setup.BenchModel;
import topiclora.bench.setup.MachineFlags;
import topiclora.bench.setup.Output;
import topiclora.bench.setup.Stages;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Compute;

@Command(
    name = "plugins",
    description = {
      "What documents cost as vectors and what as text: seconds to the first token, tokens a"
          + " second, seconds of a fold-in, bytes. Long documents are made of the corpus's texts;"
          + " their vectors are fitted with the model's shared adapter. The search for documents is"
          + " not counted, which is the same for both."
    },
    footer = {"Example:", "  topiclora bench plugins shared.model news.jsonl -k 3 --min-words 500"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class PluginsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "whose shared adapter is used")
  private Path model;

  @Parameters(index = "1", paramLabel = "CORPUS", description = "documents to make long ones of")
  private Path corpus;

  @Option(
      names = "-k",
      paramLabel = "N",
      description = "documents for a question; default: ${DEFAULT-VALUE}")
  private int k = 3;

  @Option(
      names = "--min-words",
      paramLabel = "N",
      description = "of a document at least; default: ${DEFAULT-VALUE}")
  private int minWords = 500;

  @Option(
      names = "--questions",
      paramLabel = "N",
      description = "that each metric is a median of; default: ${DEFAULT-VALUE}")
  private int questions = 5;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      description = "generated to measure tokens a second; default: ${DEFAULT-VALUE}")
  private int maxNewTokens = 64;

  @Mixin private MachineFlags machine;

  @Mixin private Output output;

  @Override
  public Integer call() throws JsonProcessingException {
    for (int count : new int[] {k, minWords, questions, maxNewTokens}) {
      if (count < 1) {
        throw new IllegalArgumentException(
            "-k, --min-words, --questions and --max-new-tokens are at least 1, one is " + count);
      }
    }
    PluginTable table = measure(new Stages(spec.commandLine().getErr()));
    output.print(table, table.text());
    return 0;
  }

  private PluginTable measure(Stages progress) {
    TopicModel shared = TopicModel.load(model);
    shared.requireVectors();
    List<Document> documents = LongDocuments.of(corpus, minWords, k + questions - 1);
    if (documents.size() < k + questions - 1) {
      throw new BadCorpus(
          "%s has text for %d documents of %d words, wanted %d; fewer --min-words or --questions?"
              .formatted(corpus, documents.size(), minWords, k + questions - 1));
    }
    try (BaseModel base = machine.open(progress)) {
      shared.requireBase(base);
      TokenizedCorpus catalogue =
          BenchModel.catalogue(
              base, documents, shared.options().toBuilder().maxTokens(maxTokens()).build());
      long start = System.nanoTime();
      TopicModel folded =
          TopicModel.foldedIn(
              base, catalogue, shared.options(), shared.parameters(), List.of(), progress);
      double seconds = (System.nanoTime() - start) / 1e9 / documents.size();
      return table(base, documents, folded, seconds, progress);
    }
  }

  /** Enough for every word: what is compared is the same text. */
  private int maxTokens() {
    return 8 * minWords + 1024;
  }

  private PluginTable table(
      BaseModel base,
      List<Document> documents,
      TopicModel folded,
      double seconds,
      Stages progress) {
    var speed = new AnswerSpeed(base, folded, documents, k, questions, maxNewTokens, progress);
    List<PluginTable.Row> rows = speed.rows();
    double[] bytes = bytes(folded);
    return new PluginTable(
        Compute.describe(),
        base.name(),
        folded.dimensions(),
        documents.size(),
        documents.stream()
            .mapToInt(d -> LongDocuments.words(d.text()).size())
            .average()
            .orElseThrow(),
        k,
        questions,
        rows,
        seconds,
        bytes[0] / documents.size(),
        bytes[1] / documents.size());
  }

  /** Of the vectors and of the lines beside them, as they are saved. */
  private static double[] bytes(TopicModel folded) {
    try {
      Path work = Files.createTempDirectory("topiclora-bench");
      Path folder = work.resolve("model");
      folded.save(folder);
      double[] bytes =
          Arrays.stream(new String[] {"documents.safetensors", "documents.jsonl"})
              .mapToDouble(file -> folder.resolve(file).toFile().length())
              .toArray();
      AtomicDirectory.remove(work);
      return bytes;
    } catch (IOException e) {
      throw Storage.of("cannot measure a saved model", e);
    }
  }
}
