package topiclora.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import topiclora.Document;

@Command(
    name = "geometry",
    description = "How well labels can be read off vectors: ours beside MiniLM, LDA and TF-IDF.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class GeometryCommand implements Callable<Integer> {
  private static final int FEW = 16;
  private static final int MORE = 64;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CORPUS", description = "documents with labels")
  private Path corpus;

  @Option(names = "--limit", paramLabel = "N", description = "so many documents, evenly spread")
  private int limit = Integer.MAX_VALUE;

  @Option(names = "--seed", paramLabel = "S", description = "default: 1")
  private int seed = 1;

  @Option(names = "--threads", paramLabel = "N", description = "default: all processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "one JSON value on standard output")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Labelled measured = Labelled.of(corpus).spread(limit);
    List<String> labels = measured.labels();
    List<Table.Row> rows =
        candidates(measured).stream().map(c -> Table.Row.of(c, labels, seed)).toList();
    var table =
        new Table(
            String.valueOf(corpus.getFileName()), labels.size(), measured.classes(), seed, rows);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? JsonMapper.builder().build().writeValueAsString(table) + "\n" : table.text());
    out.flush();
    return 0;
  }

  private List<Candidate> candidates(Labelled measured) {
    List<Document> documents = measured.documents();
    Candidate miniLm = timed(new MiniLm(threads), documents);
    Candidate tfIdf = timed(new TfIdf(MORE), documents);
    var candidates = new ArrayList<Candidate>();
    candidates.add(miniLm);
    candidates.add(miniLm.components().leading(FEW).named("MiniLM, PCA " + FEW));
    candidates.add(tfIdf);
    candidates.add(tfIdf.leading(FEW).named(new TfIdf(FEW).name()));
    IntStream.of(FEW, measured.classes())
        .distinct()
        .mapToObj(topics -> timed(new Lda(topics, seed), documents))
        .forEach(candidates::add);
    return candidates;
  }

  private Candidate timed(Baseline baseline, List<Document> documents) {
    Candidate candidate = Candidate.of(baseline, documents);
    PrintWriter err = spec.commandLine().getErr();
    err.printf(Locale.ROOT, "%s: %.1f s%n", candidate.name(), candidate.seconds());
    err.flush();
    return candidate;
  }
}
