package topiclora.cli.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import topiclora.lm.Progress;

/**
 * Shows progress: one line that is drawn anew on a terminal, a line now and then elsewhere.
 *
 * <p>Close it before printing anything else.
 */
public final class ProgressBar implements Progress, AutoCloseable {
  private static final long SECOND = 1_000_000_000;
  private static final long REDRAW = SECOND / 10;
  private static final long REPORT = 10 * SECOND;
  private static final int BAR = 24;

  private final PrintStream err;
  private final int columns;
  private final LongSupplier nanos;
  private String stage = "";
  private String line = "";
  private String shown = "";
  private long start;
  private long before;
  private long next;

  /**
   * @param columns of the terminal, 0 where there is none
   * @param nanos the clock
   */
  public ProgressBar(PrintStream err, int columns, LongSupplier nanos) {
    this.err = err;
    this.columns = columns;
    this.nanos = nanos;
  }

  @Override
  public synchronized void step(String name, long done, long total, String note) {
    long now = nanos.getAsLong();
    if (!name.equals(stage)) {
      close();
      stage = name;
      start = now;
      before = done; // a stage may say nothing until its first step is finished
      next = now;
    }
    line = line(done, total, note, now);
    if (now - next >= 0) {
      next = now + (columns > 0 ? REDRAW : REPORT);
      show();
    }
  }

  @Override
  public synchronized void notice(String text) {
    close();
    err.println(Printable.of(text));
  }

  /** Leaves the last state of the stage behind as a line of its own. */
  @Override
  public synchronized void close() {
    if (!line.isEmpty() && (columns > 0 || !line.equals(shown))) {
      show();
    }
    if (columns > 0 && !line.isEmpty()) {
      err.println();
    }
    stage = "";
    line = "";
    shown = "";
  }

  private void show() {
    shown = line;
    if (columns > 0) {
      err.print("\r\u001b[K" + Printable.of(line, columns - 1)); // \u001b[K clears the line
      err.flush();
    } else {
      err.println(Printable.of(line));
    }
  }

  private String line(long done, long total, String note, long now) {
    double seconds = Math.max(1e-3, (double) (now - start) / SECOND);
    StringBuilder text = new StringBuilder(stage);
    if (total > 0) {
      if (columns > 0) {
        text.append("  ").append(bar(done, total));
      }
      text.append("  ").append(Units.count(done)).append('/').append(Units.count(total));
    } else if (done > 0) {
      text.append("  ").append(Units.count(done));
    }
    if (done > before) {
      double rate = (done - before) / seconds;
      text.append("  ").append(Units.rate(rate));
      text.append("  ");
      text.append(total > done ? Units.time((total - done) / rate) + " left" : Units.time(seconds));
    }
    return text.append(note.isEmpty() ? "" : "  " + note).toString();
  }

  private static String bar(long done, long total) {
    int full = Math.clamp(BAR * done / total, 0, BAR);
    return "[" + "#".repeat(full) + " ".repeat(BAR - full) + "]";
  }
}
