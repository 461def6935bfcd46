package topiclora.cli.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table whose columns are as wide as what is in them; figures stand to the right. */
public final class Columns {
  private static final int WIDEST = 48;
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] right;

  /**
   * @param head one title a column; {@code >} before it for a column of figures
   */
  public Columns(String... head) {
    right = new boolean[head.length];
    String[] titles = new String[head.length];
    for (int i = 0; i < head.length; i++) {
      right[i] = head[i].startsWith(">");
      titles[i] = right[i] ? head[i].substring(1) : head[i];
    }
    rows.add(titles);
  }

  /** Untrusted text is welcome. */
  public void row(String... cells) {
    rows.add(Arrays.stream(cells).map(cell -> Printable.of(cell, WIDEST)).toArray(String[]::new));
  }

  public void print(PrintStream out) {
    int[] widths = new int[right.length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row[i]));
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String blanks = " ".repeat(widths[i] - length(row[i]));
        line.append(i == 0 ? "" : GAP).append(right[i] ? blanks + row[i] : row[i] + blanks);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
