package topiclora.chat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import topiclora.Progress;
import topiclora.adapter.Adapter;
import topiclora.base.BaseModel;
import topiclora.base.BatchGenerator;
import topiclora.base.Modulator;
import topiclora.base.Sampling;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/** Writes the likeliest answers to many questions together, each with its own vector. */
final class Chorus {
  /** Of prompts and answers, whose keys and values are all kept. */
  private static final int BATCH_TOKENS = 4096;

  private final BaseModel base;
  private final Adapter adapter;
  private final Prompts prompts;
  private final int most;

  Chorus(BaseModel base, Adapter adapter, Prompts prompts, int most) {
    this.base = base;
    this.adapter = adapter;
    this.prompts = prompts;
    this.most = most;
  }

  /** The answers' tokens in their order; either all or none of the briefings have a vector. */
  int[][] answers(List<Briefing> briefings, Progress progress) {
    int[] lengths = briefings.stream().mapToInt(b -> b.prompt().ids().length + most).toArray();
    int[][] answers = new int[lengths.length][];
    int written = 0;
    for (int[] batch : Batches.of(lengths, BATCH_TOKENS)) {
      int[][] found = together(Arrays.stream(batch).mapToObj(briefings::get).toList());
      for (int i = 0; i < batch.length; i++) {
        answers[batch[i]] = found[i];
      }
      written += batch.length;
      progress.step("writing answers", written, answers.length, "");
    }
    return answers;
  }

  private int[][] together(List<Briefing> batch) {
    try (var scope = Scope.open()) {
      List<int[]> asked = batch.stream().map(briefing -> briefing.prompt().ids()).toList();
      return new BatchGenerator(base, Sampling.greedy())
          .generate(asked, most, modulators(batch), prompts::ends);
    }
  }

  private BatchGenerator.Modulators modulators(List<Briefing> batch) {
    Tensor x = vectors(batch); // [B, n]
    return x == null ? rows -> Modulator.NONE : rows -> adapter.with(x.select(0, rows));
  }

  private static @Nullable Tensor vectors(List<Briefing> batch) {
    List<float @Nullable []> vectors = new ArrayList<>();
    batch.forEach(briefing -> vectors.add(briefing.x()));
    return Batches.vectors(vectors);
  }
}
