package topiclora.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.base.BaseModel;
import topiclora.base.Modulator;
import topiclora.base.TinyBase;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

final class SubjectsTest {
  @TempDir private static Path folder;
  private static BaseModel base;

  @BeforeAll
  static void open() {
    base = TinyBase.open(folder);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @Test
  void aWindowIsKnownByTheStatesAtTheEndOfTheQuestionAfterItsText() {
    Windows windows = windows();
    int[] question = base.tokenizer().encode("\nThis text is about the topic of");
    try (var scope = Scope.open()) {
      int last = windows.count() - 1;
      int[] text = windows.text(last);
      int[] ids = IntStream.concat(Arrays.stream(text), Arrays.stream(question)).toArray();
      Tensor h = base.embed(Tensor.of(ids, 1, ids.length));
      Tensor read = base.finalNorm(base.blocks(h, 0, base.config().layers(), Modulator.NONE));
      float[] wanted = read.view(ids.length, -1).narrow(0, ids.length - 3L, 3).mean(0).toFloats();
      WindowFeatures all = features(windows);
      float[] found = all.sums().div(all.tokens()).toRows()[last];
      for (int i = 0; i < wanted.length; i++) {
        assertThat(found[i]).isCloseTo(wanted[i], within(1e-4f));
      }
      assertThat(windows.length()[last]).isLessThan(windows.longest(rows(windows)));
    }
  }

  @Test
  void whatEntersALayerIsWhatItIsWithoutTheQuestion() {
    Windows windows = windows();
    try (var scope = Scope.open()) {
      int[] all = rows(windows);
      float[] wanted = Activations.computed(base, windows, 1).rows(new int[] {1, 2}).toFloats();
      var found = Subjects.read(base, windows, all, windows.size(), 1).entering();
      for (int column = 0; column < windows.length()[2]; column++) {
        int width = base.config().width();
        float[] state = found.narrow(0, 2, 1).narrow(1, column, 1).toFloats();
        int at = (windows.longest(new int[] {1, 2}) + column) * width;
        assertThat(state)
            .containsExactly(Arrays.copyOfRange(wanted, at, at + width), within(1e-5f));
      }
    }
  }

  @Test
  void aDocumentIsKnownByItsWindowsWeighedByTheirTokens() {
    Windows windows = windows();
    try (var scope = Scope.open()) {
      WindowFeatures each = features(windows);
      Tensor sum = each.sums().narrow(0, 1, 2).sum(0);
      float tokens = windows.length()[1] + windows.length()[2];
      float[] wanted = sum.div(Tensor.of(new float[] {tokens}, 1)).toFloats();
      assertThat(Subjects.documents(base, windows)[1]).containsExactly(wanted, within(1e-5f));
    }
  }

  private static WindowFeatures features(Windows windows) {
    return Subjects.features(
        windows,
        rows(windows),
        batch -> Subjects.read(base, windows, batch, windows.size(), 1).subjects(),
        base.config().width());
  }

  /** A window, and a whole one with a short one. */
  private static Windows windows() {
    var builder = new Windows.Builder(8, 64, 1);
    builder.addWhole(base.tokenizer().encode(" boat wave sail harbour tide anchor mast deck"));
    builder.addWhole(
        base.tokenizer().encode(" oven bread flour butter sugar recipe cake dough salt kitchen"));
    return builder.build();
  }

  private static int[] rows(Windows windows) {
    return ActivationCache.range(0, windows.count());
  }
}
