package topiclora.bench.geometry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
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
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.Sharing;
import topiclora.core.VectorShape;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.lm.internal.model.BaseModel;
import topiclora.study.baselines.DocumentLoras;
import topiclora.study.write.Svg;

@Command(
    name = "modulations",
    description =
        "Every modulation of the adapter fitted to the same labelled documents, side by side.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ModulationsCommand implements Callable<Integer> {
  /** No modulation of a model: whole LoRAs, to compare with. */
  private static final String PER_DOCUMENT = "lora-per-document";

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

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "of Adam where each document has a LoRA; default: 0.002")
  private double learningRate = 0.002;

  @Option(
      names = "--variants",
      paramLabel = "NAME,...",
      split = ",",
      description = "of the names in the table's first column")
  private List<String> variants = List.of();

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "also draw the NLL reduction of each modulation's vectors, as SVG")
  private @Nullable Path plot;

  @Mixin private FitFlags fit;

  @Mixin private MachineFlags machine;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    Map<String, LearningOptions> chosen = chosen();
    LabelledCorpus measured = LabelledCorpus.of(corpus).spread(maxDocuments);
    var progress = new Stages(spec.commandLine().getErr());
    List<ModulationRow> rows = new ArrayList<>();
    Path lowerLayers = Files.createTempDirectory("topiclora-bench");
    try (BaseModel base = machine.open(progress)) {
      for (Map.Entry<String, LearningOptions> variant : chosen.entrySet()) {
        rows.add(row(base, measured, variant.getKey(), variant.getValue(), lowerLayers, progress));
        progress.say(rows.getLast().text()); // hours of work: shown as soon as it is known
      }
    } finally {
      AtomicDirectory.remove(lowerLayers);
    }
    output.print(rows, ModulationRow.text(rows));
    if (plot != null) {
      Files.writeString(plot, Svg.of(ModulationRow.plot(rows)));
    }
    return 0;
  }

  private ModulationRow row(
      BaseModel base,
      LabelledCorpus measured,
      String variant,
      LearningOptions options,
      Path lowerLayers,
      Stages progress) {
    if (variant.equals(PER_DOCUMENT)) {
      TokenizedCorpus catalogue = BenchModel.catalogue(base, measured.documents(), options);
      return ModulationRow.of(
          variant, DocumentLoras.of(base, catalogue.windows(), options, learningRate, progress));
    }
    BenchModel own = BenchModel.fit(base, measured.documents(), options, lowerLayers, progress);
    return ModulationRow.of(variant, own.model(), measured.labels(), seed);
  }

  private Map<String, LearningOptions> chosen() {
    SequencedMap<String, LearningOptions> all = all();
    for (String name : variants) {
      if (!all.containsKey(name)) {
        throw new IllegalArgumentException(
            "no variant '%s'; there are %s".formatted(name, String.join(", ", all.keySet())));
      }
    }
    if (!variants.isEmpty()) {
      all.keySet().retainAll(variants);
    }
    return all;
  }

  private SequencedMap<String, LearningOptions> all() {
    SequencedMap<String, LearningOptions> all = new LinkedHashMap<>();
    for (Modulate kind : Modulate.values()) {
      all.put(name(kind), options(new ModulationForm(kind, VectorShape.RANK, false)).build());
    }
    ModulationForm up = new ModulationForm(Modulate.UP, VectorShape.RANK, false);
    all.put(
        "down-weighted",
        options(ModulationForm.of(Modulate.DOWN)).sharing(Sharing.WEIGHTED).build());
    all.put("up-weighted", options(up).sharing(Sharing.WEIGHTED).build());
    all.put(
        "down-module", options(ModulationForm.of(Modulate.DOWN)).sharing(Sharing.MODULE).build());
    all.put(
        "down-train-a", options(new ModulationForm(Modulate.DOWN, VectorShape.RANK, true)).build());
    all.put("up-train-a", options(new ModulationForm(Modulate.UP, VectorShape.RANK, true)).build());
    all.put(
        "down-column",
        options(new ModulationForm(Modulate.DOWN, VectorShape.COLUMN, false)).build());
    all.put(
        "down-nonnegative", options(ModulationForm.of(Modulate.DOWN)).nonNegative(true).build());
    all.put(
        PER_DOCUMENT, options(new ModulationForm(Modulate.NONE, VectorShape.RANK, false)).build());
    return all;
  }

  private LearningOptions.Builder options(ModulationForm form) {
    return fit.options(seed).modulation(form);
  }

  private static String name(Modulate kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
