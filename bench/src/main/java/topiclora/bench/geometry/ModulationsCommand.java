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
import topiclora.core.Sharing;
import topiclora.core.VectorShape;
import topiclora.core.internal.adapter.Form;
import topiclora.core.internal.adapter.Form.Kind;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.lm.internal.model.BaseModel;
import topiclora.study.baselines.DocumentLoras;
import topiclora.study.write.Svg;

@Command(
    name = "forms",
    description = "Every form of the adapter fitted to the same labelled documents, side by side.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ModulationsCommand implements Callable<Integer> {
  /** No form of a model: whole LoRAs, to compare with. */
  private static final String PER_DOCUMENT = "lora-per-document";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CORPUS", description = "documents with labels")
  private Path corpus;

  @Option(names = "--limit", paramLabel = "N", description = "so many documents, evenly spread")
  private int limit = Integer.MAX_VALUE;

  @Option(names = "--seed", paramLabel = "S", description = "default: 1")
  private int seed = 1;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "of Adam where each document has a LoRA; default: 0.002")
  private double rate = 0.002;

  @Option(
      names = "--only",
      paramLabel = "FORM,...",
      split = ",",
      description = "of the names in the table's first column")
  private List<String> only = List.of();

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "also draw the gain of each form's vectors, as SVG")
  private @Nullable Path picture;

  @Mixin private FitFlags fit;

  @Mixin private MachineFlags machine;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    Map<String, LearningOptions> chosen = chosen();
    LabelledCorpus measured = LabelledCorpus.of(corpus).spread(limit);
    var progress = new Stages(spec.commandLine().getErr());
    List<ModulationRow> rows = new ArrayList<>();
    Path reading = Files.createTempFile("topiclora-bench", ".windows");
    try (BaseModel base = machine.open(progress)) {
      for (Map.Entry<String, LearningOptions> form : chosen.entrySet()) {
        rows.add(row(base, measured, form.getKey(), form.getValue(), reading, progress));
        progress.say(rows.getLast().text()); // hours of work: shown as soon as it is known
      }
    } finally {
      Files.delete(reading);
    }
    output.print(rows, ModulationRow.text(rows));
    if (picture != null) {
      Files.writeString(picture, Svg.of(ModulationRow.picture(rows)));
    }
    return 0;
  }

  private ModulationRow row(
      BaseModel base,
      LabelledCorpus measured,
      String form,
      LearningOptions options,
      Path reading,
      Stages progress) {
    if (form.equals(PER_DOCUMENT)) {
      TokenizedCorpus catalogue = BenchModel.catalogue(base, measured.documents(), options);
      return ModulationRow.of(
          form, DocumentLoras.of(base, catalogue.windows(), options, rate, progress));
    }
    try (var work = BenchModel.work().sharing(reading)) {
      BenchModel own = BenchModel.fit(base, measured.documents(), options, work, progress);
      return ModulationRow.of(form, own.model(), measured.labels(), seed);
    }
  }

  private Map<String, LearningOptions> chosen() {
    SequencedMap<String, LearningOptions> forms = forms();
    for (String name : only) {
      if (!forms.containsKey(name)) {
        throw new IllegalArgumentException(
            "no form '%s'; there are %s".formatted(name, String.join(", ", forms.keySet())));
      }
    }
    if (!only.isEmpty()) {
      forms.keySet().retainAll(only);
    }
    return forms;
  }

  private SequencedMap<String, LearningOptions> forms() {
    SequencedMap<String, LearningOptions> forms = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      forms.put(name(kind), options(new Form(kind, VectorShape.RANK, false)).build());
    }
    Form up = new Form(Kind.UP, VectorShape.RANK, false);
    forms.put("down-weighted", options(Form.DOWN).sharing(Sharing.WEIGHTED).build());
    forms.put("up-weighted", options(up).sharing(Sharing.WEIGHTED).build());
    forms.put("down-module", options(Form.DOWN).sharing(Sharing.MODULE).build());
    forms.put("down-learned", options(new Form(Kind.DOWN, VectorShape.RANK, true)).build());
    forms.put("up-learned", options(new Form(Kind.UP, VectorShape.RANK, true)).build());
    forms.put("down-column", options(new Form(Kind.DOWN, VectorShape.COLUMN, false)).build());
    forms.put("down-nonnegative", options(Form.DOWN).nonNegative(true).build());
    forms.put(PER_DOCUMENT, options(new Form(Kind.NONE, VectorShape.RANK, false)).build());
    return forms;
  }

  private LearningOptions.Builder options(Form form) {
    return fit.options(seed).modulation(form);
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
