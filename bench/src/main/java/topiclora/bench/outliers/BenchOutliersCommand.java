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
      "How well a few injected outliers are found among other documents: by |x| and other scores"
          + " of ours, beside MiniLM with LOF. The metric is AUROC, the area under the ROC curve: 1"
          + " where every outlier is above every inlier, 0.5 by chance."
    },
    footer = {
      "Example:",
      "  topiclora bench outliers news.jsonl --inlier-labels sci.space,rec.autos \\",
      "      --outliers-from medical.jsonl"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class BenchOutliersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CORPUS", description = "documents with labels")
  private Path corpus;

  @Option(
      names = "--inlier-labels",
      paramLabel = "LABEL,...",
      split = ",",
      description = "of the inliers; default: all but the outliers'")
  private List<String> inlierLabels = List.of();

  @Option(
      names = "--outliers-from",
      paramLabel = "CORPUS",
      description = "corpus of the outliers; default: the same corpus")
  private @Nullable Path outliersFrom;

  @Option(
      names = "--outlier-labels",
      paramLabel = "LABEL,...",
      split = ",",
      description = "of the outliers; default: all of --outliers-from")
  private List<String> outlierLabels = List.of();

  @Option(
      names = "--inliers",
      paramLabel = "N",
      description = "of a draw; default: ${DEFAULT-VALUE}")
  private int inliers = 190;

  @Option(
      names = "--outliers",
      paramLabel = "N",
      description = "of a draw; default: ${DEFAULT-VALUE}")
  private int outliers = 10;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "each with a fit; default: ${DEFAULT-VALUE}")
  private int draws = 5;

  @Option(names = "--seed", paramLabel = "S", description = "of the first draw; default: 1")
  private int seed = 1;

  @Option(
      names = "--encoder-residual",
      description =
          "measure |x - E h|, too: how far x is from the encoder's prediction; one more forward"
              + " pass over all texts")
  private boolean encoderResidual;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "keep the fitted models here, and take those that are here already")
  private @Nullable Path cache;

  @Mixin private FitFlags fit;

  @Mixin private MachineFlags machine;

  @Mixin private Output output;

  @Override
  public Integer call() throws JsonProcessingException {
    if (outliersFrom == null && outlierLabels.isEmpty()) {
      throw new IllegalArgumentException(
          "no outliers: name a corpus with --outliers-from, or labels with --outlier-labels");
    }
    List<Document> possibleInliers = inliers();
    List<Document> possibleOutliers = outliers();
    var progress = new Stages(spec.commandLine().getErr());
    List<List<OutlierTable.Auroc>> aurocs = new ArrayList<>();
    try (BaseModel base = machine.open(progress)) {
      for (int i = 0; i < draws; i++) {
        Draw draw = Draw.of(possibleInliers, inliers, possibleOutliers, outliers, seed + i);
        var own = own(base, draw, i, progress);
        aurocs.add(
            new OutlierMeasures(base, own.model(), draw, machine.threads())
                .aurocs(encoderResidual));
      }
    }
    OutlierTable table = OutlierTable.of(inliers, outliers, aurocs);
    output.print(table, table.text());
    return 0;
  }

  private BenchModel own(BaseModel base, Draw draw, int i, Stages progress) {
    Path place = cache == null ? null : cache.resolve("draw-" + (seed + i));
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

  private List<Document> inliers() {
    return LabelledCorpus.of(corpus).documents().stream()
        .filter(
            d ->
                inlierLabels.isEmpty()
                    ? outliersFrom != null || !outlierLabels.contains(d.label())
                    : inlierLabels.contains(d.label()))
        .toList();
  }

  private List<Document> outliers() {
    return LabelledCorpus.of(outliersFrom == null ? corpus : outliersFrom).documents().stream()
        .filter(d -> outlierLabels.isEmpty() || outlierLabels.contains(d.label()))
        .toList();
  }
}
