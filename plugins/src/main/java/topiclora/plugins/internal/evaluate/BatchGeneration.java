package topiclora.plugins.internal.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.windows.Batches;
import topiclora.lm.Progress;
import topiclora.lm.Sampling;
import topiclora.lm.internal.generate.BatchGenerator;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.plugins.internal.answer.GenerationInput;
import topiclora.plugins.internal.answer.Prompts;

/** Generates the likeliest answers to many questions together, each with its own vector. */
public final class BatchGeneration {
  /** Of prompts and answers, whose keys and values are all kept. */
  private static final int BATCH_TOKENS = 4096;

  private final BaseModel base;
  private final TopicModel model;
  private final Prompts prompts;
  private final int most;

  public BatchGeneration(BaseModel base, TopicModel model, Prompts prompts, int most) {
    this.base = base;
    this.model = model;
    this.prompts = prompts;
    this.most = most;
  }

  /** The answers' tokens in their order; either all or none of the inputs have a vector. */
  public int[][] generate(List<GenerationInput> inputs, Progress progress) {
    int[] lengths = inputs.stream().mapToInt(b -> b.prompt().ids().length + most).toArray();
    int[][] answers = new int[lengths.length][];
    int generated = 0;
    try (var scope = Scope.open()) {
      Adapter adapter = inTheTypeOfTheBase();
      for (int[] batch : Batches.of(lengths, BATCH_TOKENS)) {
        int[][] found = together(adapter, Arrays.stream(batch).mapToObj(inputs::get).toList());
        for (int i = 0; i < batch.length; i++) {
          answers[batch[i]] = found[i];
        }
        generated += batch.length;
        progress.step("generating answers", generated, answers.length, "");
      }
    }
    return answers;
  }

  /** Once for all tokens; otherwise each token would turn the whole adapter into that type. */
  private Adapter inTheTypeOfTheBase() {
    Map<String, Tensor> tensors = new HashMap<>();
    Adapter adapter = model.parameters().adapter();
    adapter.tensors().forEach((name, tensor) -> tensors.put(name, tensor.to(base.type())));
    return Adapter.of(tensors, model.options().modulation(), adapter.sharing());
  }

  private int[][] together(Adapter adapter, List<GenerationInput> batch) {
    try (var scope = Scope.open()) {
      List<int[]> asked = batch.stream().map(input -> input.prompt().ids()).toList();
      return new BatchGenerator(base, Sampling.greedy())
          .generate(asked, most, modulators(adapter, batch), prompts::ends);
    }
  }

  private static BatchGenerator.Hooks modulators(Adapter adapter, List<GenerationInput> batch) {
    if (batch.getFirst().x() == null) {
      return rows -> LinearHook.NONE;
    }
    Tensor x = Tensor.ofRows(batch.stream().map(one -> requireNonNull(one.x())).toList()); // [B, n]
    return rows -> adapter.with(x.select(0, rows));
  }
}
