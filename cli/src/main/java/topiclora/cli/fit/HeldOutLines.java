package topiclora.cli.fit;

import java.io.PrintStream;
import java.util.Locale;
import topiclora.HeldOutResult;

/** Figures of held-out text, for a person. */
public final class HeldOutLines {
  private HeldOutLines() {}

  /** The three, best first if all is well. */
  public static void print(PrintStream out, HeldOutResult nll) {
    if (Double.isNaN(nll.ownNll())) {
      out.println("Nothing of these documents was held out, so nothing was measured.");
      return;
    }
    out.println("Held-out text: NLL in nats per token (perplexity); lower is better:");
    if (nll.ownNll() == nll.sharedNll() && nll.ownNll() == nll.shuffledNll()) {
      line(out, nll.ownNll(), "with the one LoRA of all documents");
      return;
    }
    line(out, nll.ownNll(), "with the document's own vector");
    line(out, nll.sharedNll(), "with the shared adapter only");
    line(out, nll.shuffledNll(), "with another document's vector (control)");
    if (nll.ownNll() > nll.sharedNll()) {
      out.println(
          "The documents' own vectors do worse than none: they overfit their windows. A larger"
              + " --l2, a smaller --rank or longer documents (--max-tokens) may help.");
    }
  }

  private static void line(PrintStream out, double nll, String what) {
    out.printf(Locale.ROOT, "  %.3f  (%.1f)  %s%n", nll, HeldOutResult.perplexity(nll), what);
  }
}
