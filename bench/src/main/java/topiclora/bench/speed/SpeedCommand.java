package topiclora.bench.speed;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import topiclora.bench.setup.MachineFlags;
import topiclora.bench.setup.Output;
import topiclora.bench.setup.Stages;
import topiclora.core.LearningOptions;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Compute;
import topiclora.lm.internal.tensor.DType;

@Command(
    name = "speed",
    description = "How fast a fit runs on this machine, and where a step's time goes.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class SpeedCommand implements Callable<Integer> {
  private static final int LARGE = 2048;

  @Spec private CommandSpec spec;

  @Mixin private MachineFlags machine;

  @Mixin private Output output;

  @Override
  public Integer call() throws JsonProcessingException {
    SpeedTable table = measure(new Stages(spec.commandLine().getErr()));
    output.print(table, table.text());
    return 0;
  }

  private SpeedTable measure(Stages progress) {
    LearningOptions options = LearningOptions.topics();
    try (BaseModel base = machine.open(progress)) {
      StepBenchmark.Times times = StepBenchmark.of(base, progress);
      int rows = times.batch() * options.window();
      List<Product> products = products(rows, base.config());
      double peak = SpeedTable.peak(products, base.type());
      return new SpeedTable(
          Compute.describe(),
          base.name(),
          base.type(),
          peak,
          products,
          SpeedTable.works(times, base.config(), options, peak),
          times.documents() / times.foldIn());
    }
  }

  private static List<Product> products(int rows, BaseConfig base) {
    var products = new ArrayList<Product>();
    for (DType type : List.of(DType.F32, DType.BF16)) {
      products.add(Product.measure(type, LARGE, LARGE, LARGE));
      products.add(Product.measure(type, rows, base.width(), base.feedForward()));
    }
    return products;
  }
}
