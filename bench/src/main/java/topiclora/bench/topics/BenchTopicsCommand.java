package topiclora.bench.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import topiclora.bench.baselines.Nmf;
import topiclora.bench.setup.BenchModel;
import topiclora.bench.setup.FitFlags;
import topiclora.bench.setup.MachineFlags;
import topiclora.bench.setup.Output;
import topiclora.bench.setup.Stages;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.Topics;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.JsonMapping;
import topiclora.lm.internal.model.BaseModel;
import topiclora.study.baselines.Lda;
import topiclora.study.baselines.TopicBaseline;

@Command(
    name = "topics",
    description = {
      "How coherent the words of topics are, and how different topics are: ours beside LDA and"
          + " NMF with as many topics of the same documents. Every second document is held out."
    },
    footer = {
      "Example:",
      "  topiclora bench topics news.jsonl --max-documents 500 --topic-counts 10,20"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class BenchTopicsCommand implements Callable<Integer> {
  private static final int SEEDS = 3;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CORPUS", description = "documents")
  private Path corpus;

  @Option(
      names = "--max-documents",
      paramLabel = "N",
      description = "so many documents, evenly spread, and as many held out; default: all, halved")
  private int maxDocuments = Integer.MAX_VALUE;

  @Option(
      names = "--topic-counts",
      paramLabel = "N,...",
      split = ",",
      description = "numbers of topics to compare; default: the rank")
  private List<Integer> topicCounts = List.of();

  @Option(names = "--words", paramLabel = "N", description = "of a topic; default: 10")
  private int words = 10;

  @Option(names = "--seed", paramLabel = "S", description = "default: 1")
  private int seed = 1;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "keep the fitted model here, and take it if it is here already")
  private @Nullable Path cache;

  @Option(
      names = "--topics-from",
      paramLabel = "FILE",
      description =
          "measure these too: JSON lines {\"name\", \"topics\": [[word, ...], ...], \"seconds\"}")
  private @Nullable Path topicsFrom;

  @Option(names = "--baselines-only", description = "nothing of ours; needs no base model")
  private boolean baselinesOnly;

  @Option(names = "--print-words", description = "print the words too, to standard error")
  private boolean printWords;

  @Mixin private FitFlags fit;

  @Mixin private MachineFlags machine;

  @Mixin private Output output;

  @Override
  public Integer call() throws JsonProcessingException {
    if (maxDocuments < 1 || words < 2 || topicCounts.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "--max-documents %d, --words %d, --topic-counts %s; wanted 1, 2 and 1 or more"
              .formatted(maxDocuments, words, topicCounts));
    }
    HeldOutHalves halves = HeldOutHalves.of(documents(), maxDocuments);
    List<Integer> sizes = topicCounts.isEmpty() ? List.of(fit.rank()) : topicCounts;
    List<TopicTable.Row> rows = new ArrayList<>();
    ours(halves, sizes).forEach(found -> rows.add(row(found, halves)));
    for (int size : sizes) {
      rows.add(mean(halves, chain -> new Lda(size, seed + chain)));
      rows.add(mean(halves, chain -> new Nmf(size, seed + chain)));
    }
    others().forEach(found -> rows.add(row(found, halves)));
    var table = new TopicTable(halves.fitted().size(), halves.heldOut().size(), words, rows);
    output.print(table, table.text());
    return 0;
  }

  private List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    Corpus.open(corpus).forEach(documents::add);
    return documents;
  }

  private List<TopicTable.Found> ours(HeldOutHalves halves, List<Integer> sizes) {
    if (baselinesOnly) {
      return List.of();
    }
    var progress = new Stages(spec.commandLine().getErr());
    try (BaseModel base = machine.open(progress)) {
      TopicModel fitted = fitted(base, halves, progress);
      Map<String, String> texts = new HashMap<>();
      halves.fitted().forEach(document -> texts.put(document.id(), document.text()));
      List<TopicTable.Found> found = new ArrayList<>();
      for (int size : sizes) {
        long start = System.nanoTime();
        List<List<String>> best =
            Topics.of(
                    fitted,
                    id -> Optional.ofNullable(texts.get(id)),
                    new Topics.TopicLimits(size, words, 1))
                .stream()
                .map(Topic::terms)
                .toList();
        double seconds = fitted.provenance().seconds() + (System.nanoTime() - start) / 1e9;
        found.add(new TopicTable.Found("TopicLoRA, x of " + fitted.dimensions(), best, seconds));
      }
      return List.copyOf(found);
    }
  }

  private TopicModel fitted(BaseModel base, HeldOutHalves halves, Stages progress) {
    if (cache != null && Files.exists(cache)) {
      BenchModel own = BenchModel.load(base, halves.fitted(), cache);
      own.vectors(); // fails where it is a model of other documents
      return own.model();
    }
    TopicModel fitted =
        BenchModel.fit(base, halves.fitted(), fit.options(seed).build(), progress).model();
    if (cache != null) {
      fitted.save(cache);
    }
    return fitted;
  }

  private TopicTable.Row mean(HeldOutHalves halves, IntFunction<TopicBaseline> chains) {
    return TopicTable.Row.mean(
        IntStream.range(0, SEEDS)
            .mapToObj(chains)
            .map(baseline -> found(baseline, halves.plain()))
            .map(found -> row(found, halves))
            .toList());
  }

  private TopicTable.Found found(TopicBaseline baseline, List<Document> documents) {
    long start = System.nanoTime();
    List<List<String>> best = baseline.topics(documents, words);
    return new TopicTable.Found(
        baseline.name().replaceFirst(",.*", ""), best, (System.nanoTime() - start) / 1e9);
  }

  private TopicTable.Row row(TopicTable.Found found, HeldOutHalves halves) {
    if (printWords) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(found.name());
      found.topics().forEach(topic -> err.println("  " + String.join(" ", topic)));
      err.flush();
    }
    return TopicTable.row(found, halves.fitted(), halves.heldOut());
  }

  private List<TopicTable.Found> others() {
    if (topicsFrom == null) {
      return List.of();
    }
    try (var lines = Files.lines(topicsFrom)) {
      List<TopicTable.Found> found = new ArrayList<>();
      for (String line : (Iterable<String>) lines::iterator) {
        found.add(JsonMapping.PLAIN.readValue(line, TopicTable.Found.class));
      }
      return List.copyOf(found);
    } catch (IOException e) {
      throw Storage.of("cannot read the topics in " + topicsFrom, e);
    }
  }
}
