package topiclora.bench.setup;

import java.io.PrintWriter;
import topiclora.lm.Progress;

/** Says how far a fit has come, a line at the start of each stage and one every ten seconds. */
public final class Stages implements Progress {
  private static final long BETWEEN = 10_000_000_000L;

  private final PrintWriter err;
  private String last = "";
  private long said;

  public Stages(PrintWriter err) {
    this.err = err;
  }

  /** One line between those of the stages. */
  public void say(String line) {
    err.println(line);
    err.flush();
  }

  @Override
  public void step(String stage, long done, long total, String note) {
    long now = System.nanoTime();
    if (!stage.equals(last) || now - said > BETWEEN) {
      err.printf("%s %d/%d %s%n", stage, done, total, note);
      err.flush();
      last = stage;
      said = now;
    }
  }
}
