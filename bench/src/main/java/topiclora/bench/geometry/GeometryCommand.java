package topiclora.bench.geometry;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import topiclora.bench.baselines.MiniLm;
import topiclora.bench.setup.BenchModel;
import topiclora.bench.setup.Candidate;
import topiclora.bench.setup.FitFlags;
import topiclora.bench.setup.LabelledCorpus;
import topiclora.bench.setup.MachineFlags;
import topiclora.bench.setup.Output;
import topiclora.bench.setup.Stages;
import topiclora.corpus.Document;
import topiclora.lm.internal.model.BaseModel;
import topiclora.study.baselines.Baseline;
import topiclora.study.baselines.Lda;
import topiclora.study.baselines.Lsa;

@Command(
    name = "geometry",
    description = "How well labels can be read off vectors: ours beside MiniLM, LDA and TF-IDF.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class GeometryCommand implements Callable<Integer> {
  private static final int FEW = 16;
  private static final int MORE = 64;
  private static final int CHAINS = 5;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CORPUS", description = "documents with labels")
  private Path corpus;

  @Option(
      names = "--max-documents",
      paramLabel = "N",
      description = "so many documents, evenly spread")
  private int maxDocuments = Integer.MAX_VALUE;

  @Option(names = "--seed", paramLabel = "S", description = "default: 1")
  private int seed = 1;

  @Mixin private FitFlags fit;

  @Mixin private MachineFlags machine;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "take vectors from this saved model instead of fitting one")
  private @Nullable Path model;

  @Option(names = "--baselines-only", description = "nothing of ours; needs no base model")
  private boolean baselinesOnly;

  @Mixin private Output output;

  @Override
  public Integer call() throws JsonProcessingException {
    LabelledCorpus measured = LabelledCorpus.of(corpus).spread(maxDocuments);
    var rows = new ArrayList<GeometryTable.Row>();
    BenchModel.Nll heldOut = baselinesOnly ? null : own(measured, rows);
    baselines(measured, rows);
    var table =
        new GeometryTable(
            String.valueOf(corpus.getFileName()),
            measured.documents().size(),
            measured.classes(),
            seed,
            rows,
            heldOut);
    output.print(table, table.text());
    return 0;
  }

  /** Adds our rows, and says how well vectors predict held-out text. */
  private BenchModel.Nll own(LabelledCorpus measured, List<GeometryTable.Row> rows) {
    var progress = new Stages(spec.commandLine().getErr());
    try (BaseModel base = machine.open(progress)) {
      BenchModel own =
          model == null
              ? BenchModel.fit(base, measured.documents(), fit.options(seed).build(), progress)
              : BenchModel.load(base, measured.documents(), model);
      Candidate x = said(own.vectors());
      Candidate mean = said(own.meanHidden()).standardised();
      Candidate few = mean.components().leading(FEW).named(mean.name() + ", PCA " + FEW);
      List.of(x, mean, few)
          .forEach(candidate -> rows.add(GeometryTable.Row.of(candidate, measured.labels(), seed)));
      return own.nll(x.vectors(), progress);
    }
  }

  private void baselines(LabelledCorpus measured, List<GeometryTable.Row> rows) {
    for (Candidate candidate : candidates(measured.documents())) {
      rows.add(GeometryTable.Row.of(candidate, measured.labels(), seed));
    }
    IntStream.of(FEW, measured.classes())
        .distinct()
        .mapToObj(topics -> lda(topics, measured))
        .forEach(rows::add);
  }

  private List<Candidate> candidates(List<Document> documents) {
    Candidate miniLm = timed(new MiniLm(machine.threads()), documents);
    Candidate tfIdf = timed(new Lsa(MORE), documents);
    return List.of(
        miniLm,
        miniLm.components().leading(FEW).named("MiniLM, PCA " + FEW),
        tfIdf,
        tfIdf.leading(FEW).named(new Lsa(FEW).name()));
  }

  private GeometryTable.Row lda(int topics, LabelledCorpus measured) {
    // One chain can lie far from the next: on five classes NMI was 0.08 for one seed, 0.17 for
    // another.
    return GeometryTable.Row.mean(
        IntStream.range(0, CHAINS)
            .mapToObj(chain -> timed(new Lda(topics, seed + chain), measured.documents()))
            .map(candidate -> GeometryTable.Row.of(candidate, measured.labels(), seed))
            .toList());
  }

  private Candidate timed(Baseline baseline, List<Document> documents) {
    return said(Candidate.of(baseline, documents));
  }

  private Candidate said(Candidate candidate) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(Locale.ROOT, "%s: %.1f s%n", candidate.name(), candidate.seconds());
    err.flush();
    return candidate;
  }
}
