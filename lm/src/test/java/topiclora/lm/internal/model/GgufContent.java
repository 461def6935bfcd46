package topiclora.lm.internal.model;

import java.nio.file.Path;
import topiclora.lm.internal.gguf.Gguf;
import topiclora.lm.internal.tensor.Tensor;

/** What our own reader finds in a GGUF file, for the tests of other packages. */
public final class GgufContent implements AutoCloseable {
  private final Gguf file;

  private GgufContent(Gguf file) {
    this.file = file;
  }

  public static GgufContent open(Path path) {
    return new GgufContent(Gguf.open(path));
  }

  public String text(String key) {
    return file.metadata().requireText(key);
  }

  public double number(String key) {
    return file.metadata().number(key).orElseThrow();
  }

  public Tensor tensor(String name) {
    return file.read(name);
  }

  @Override
  public void close() {
    file.close();
  }
}
