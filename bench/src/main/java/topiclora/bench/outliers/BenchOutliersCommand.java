package topiclora.bench.outliers;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import topiclora.bench.setup.BenchModel;
import topiclora.bench.setup.FitFlags;
import topiclora.bench.setup.LabelledCorpus;
import topiclora.bench.setup.MachineFlags;
import topiclora.bench.setup.Output;
import topiclora.bench.setup.Stages;
import topiclora.corpus.Document;
import topiclora.lm.internal.model.BaseModel;

@Command(
    name = "outliers",
    description = {
      "How well a few strangers are told from the documents that they are mixed into: by |x| and"
          + " other measures of ours, beside MiniLM with LOF. The figure is the area under the ROC"
          + " curve: 1 where every stranger is above every other document, 0.5 by chance."
    },
    footer = {
      "Example:",
      "  topiclora bench outliers news.jsonl --labels sci.space,rec.autos --from medical.jsonl"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class BenchOutliersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CORPUS", description = "documents with labels")
  private Path corpus;

  @Option(
      names = "--labels",
      paramLabel = "LABEL,...",
      split = ",",
      description = "of the natives; default: all but the strangers'")
  private List<String> labels = List.of();

  @Option(
      names = "--from",
      paramLabel = "CORPUS",
      description = "of the strangers; default: the same corpus")
  private @Nullable Path from;

  @Option(
      names = "--stranger-labels",
      paramLabel = "LABEL,...",
      split = ",",
      description = "of the strangers; default: all of --from")
  private List<String> strangerLabels = List.of();

  @Option(names = "--natives", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private int natives = 190;

  @Option(names = "--strangers", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private int strangers = 10;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "each with a fit; default: ${DEFAULT-VALUE}")
  private int draws = 5;

  @Option(names = "--seed", paramLabel = "S", description = "of the first draw; default: 1")
  private int seed = 1;

  @Option(
      names = "--expected",
      description =
          "measure |x - E h| too, how far x is from what the encoder expects: reads all texts"
              + " again")
  private boolean expected;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "keep the fitted models here, and take those that are here already")
  private @Nullable Path models;

  @Mixin private FitFlags fit;

  @Mixin private MachineFlags machine;

  @Mixin private Output output;

  @Override
  public Integer call() throws JsonProcessingException {
    if (from == null && strangerLabels.isEmpty()) {
      throw new IllegalArgumentException(
          "no strangers: name a corpus with --from, or labels with --stranger-labels");
    }
    List<Document> nativeOnes = natives();
    List<Document> strangeOnes = strangers();
    var progress = new Stages(spec.commandLine().getErr());
    List<List<OutlierTable.Auroc>> areas = new ArrayList<>();
    try (BaseModel base = machine.open(progress)) {
      for (int i = 0; i < draws; i++) {
        Draw draw = Draw.of(nativeOnes, natives, strangeOnes, strangers, seed + i);
        var own = own(base, draw, i, progress);
        areas.add(new OutlierMeasures(base, own.model(), draw, machine.threads()).aurocs(expected));
      }
    }
    OutlierTable table = OutlierTable.of(natives, strangers, areas);
    output.print(table, table.text());
    return 0;
  }

  private BenchModel own(BaseModel base, Draw draw, int i, Stages progress) {
    Path place = models == null ? null : models.resolve("draw-" + (seed + i));
    if (place != null && Files.exists(place)) {
      return BenchModel.load(base, draw.documents(), place);
    }
    BenchModel own =
        BenchModel.fit(base, draw.documents(), fit.options(seed + i).build(), progress);
    if (place != null) {
      own.model().save(place);
    }
    return own;
  }

  private List<Document> natives() {
    return LabelledCorpus.of(corpus).documents().stream()
        .filter(
            d ->
                labels.isEmpty()
                    ? from != null || !strangerLabels.contains(d.label())
                    : labels.contains(d.label()))
        .toList();
  }

  private List<Document> strangers() {
    return LabelledCorpus.of(from == null ? corpus : from).documents().stream()
        .filter(d -> strangerLabels.isEmpty() || strangerLabels.contains(d.label()))
        .toList();
  }
}
