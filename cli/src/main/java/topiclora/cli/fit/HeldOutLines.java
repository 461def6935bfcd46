package topiclora.cli.fit;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;

/**
 * How well text is foretold that the fit has not seen, in nats per token over all documents; NaN
 * where no document was long enough to hold any out.
 */
record HeldOutLines(double ownNll, double sharedNll, double shuffledNll) {

  static HeldOutLines of(TopicModel model) {
    return of(model.documents());
  }

  static HeldOutLines of(List<DocumentVector> documents) {
    double own = 0;
    double zero = 0;
    double other = 0;
    long tokens = 0;
    for (DocumentVector document : documents) {
      own += document.ownNll();
      zero += document.sharedNll();
      other += document.shuffledNll();
      tokens += document.heldOutTokens();
    }
    return new HeldOutLines(own / tokens, zero / tokens, other / tokens);
  }

  /** The three, best first if all is well. */
  void print(PrintStream out) {
    if (Double.isNaN(ownNll)) {
      out.println("Nothing of these documents was held out, so nothing was measured.");
      return;
    }
    out.println("Surprise at text that was held out, in nats per token; less is better:");
    if (ownNll == sharedNll && ownNll == shuffledNll) {
      line(out, ownNll, "with the one LoRA of all documents");
      return;
    }
    line(out, ownNll, "with the document's own vector");
    line(out, sharedNll, "with no vector, the shared part alone");
    line(out, shuffledNll, "with another document's vector");
    if (ownNll > sharedNll) {
      out.println(
          "A document's own vector does worse than none: the vectors know their windows by heart. A"
              + " larger --l2, a smaller --rank or longer documents (--max-tokens) may help.");
    }
  }

  private static void line(PrintStream out, double nats, String what) {
    out.printf(Locale.ROOT, "  %.3f  %s%n", nats, what);
  }
}
