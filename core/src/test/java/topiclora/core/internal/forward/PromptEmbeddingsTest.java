package topiclora.core.internal.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.internal.windows.Windows;
import topiclora.core.internal.windows.WindowsBuilder;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

final class PromptEmbeddingsTest {
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
      Tensor read = base.finalNorm(base.blocks(h, 0, base.config().layers(), LinearHook.NONE));
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
      var found = PromptEmbeddings.read(base, windows, all, windows.size(), 1).layerInput();
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
  void aDocumentIsReadAsTheTextThatItsWindowsAre() {
    Windows windows = windows();
    try (var scope = Scope.open()) {
      List<int[]> texts = windows.texts(rows(windows), 0, 2);
      int start = base.tokenizer().textBos();
      var builder = new WindowsBuilder(16, 64, 1, start);
      texts.forEach(builder::addWhole);
      float[][] wanted = one(builder.build());
      float[][] found = PromptEmbeddings.of(base, texts, Progress.SILENT).toRows();
      assertThat(found[0]).containsExactly(wanted[0], within(1e-5f));
      assertThat(found[1]).containsExactly(wanted[1], within(1e-5f));
    }
  }

  @Test
  void piecesOfALongTextCountByTheirTokensAndNoTextIsZero() {
    try (var scope = Scope.open()) {
      int[] word = base.tokenizer().encode(" boat");
      int[] text = new int[300];
      Arrays.setAll(text, i -> i < 256 ? word[0] : i % 8);
      List<int[]> pieces =
          List.of(Arrays.copyOf(text, 256), Arrays.copyOfRange(text, 256, 300), new int[0], text);
      float[][] found = PromptEmbeddings.of(base, pieces, Progress.SILENT).toRows();
      int lead = base.tokenizer().textBos() < 0 ? 0 : 1;
      float first = 256 + lead;
      float second = 44 + lead;
      for (int i = 0; i < found[3].length; i++) {
        float wanted = (first * found[0][i] + second * found[1][i]) / (first + second);
        assertThat(found[3][i]).isCloseTo(wanted, within(1e-4f));
        assertThat(found[2][i]).isZero();
      }
    }
  }

  /** What texts of one window each are about. */
  private static float[][] one(Windows windows) {
    Tensor asked =
        PromptEmbeddings.read(base, windows, rows(windows), windows.longest(rows(windows)), 1)
            .promptEmbeddings();
    return asked.toRows();
  }

  private static WindowFeatures features(Windows windows) {
    return PromptEmbeddings.features(
        windows,
        rows(windows),
        batch -> PromptEmbeddings.read(base, windows, batch, windows.size(), 1).promptEmbeddings(),
        base.config().width());
  }

  /** A window, and a whole one with a short one. */
  private static Windows windows() {
    var builder = new WindowsBuilder(8, 64, 1);
    builder.addWhole(base.tokenizer().encode(" boat wave sail harbour tide anchor mast deck"));
    builder.addWhole(
        base.tokenizer().encode(" oven bread flour butter sugar recipe cake dough salt kitchen"));
    return builder.build();
  }

  private static int[] rows(Windows windows) {
    return IntStream.range(0, windows.count()).toArray();
  }
}
