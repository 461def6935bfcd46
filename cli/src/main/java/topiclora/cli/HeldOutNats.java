package topiclora.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;

/**
 * How well text is foretold that the fit has not seen, in nats per token over all documents; NaN
 * where no document was long enough to hold any out.
 */
record HeldOutNats(double own, double zero, double other) {

  static HeldOutNats of(TopicModel model) {
    return of(model.documents());
  }

  static HeldOutNats of(List<DocumentVector> documents) {
    double own = 0;
    double zero = 0;
    double other = 0;
    long tokens = 0;
    for (DocumentVector document : documents) {
      own += document.ownNats();
      zero += document.zeroNats();
      other += document.otherNats();
      tokens += document.heldOutTokens();
    }
    return new HeldOutNats(own / tokens, zero / tokens, other / tokens);
  }

  /** The three, best first if all is well. */
  void print(PrintStream out) {
    if (Double.isNaN(own)) {
      out.println("Nothing of these documents was held out, so nothing was measured.");
      return;
    }
    out.println("Surprise at text that was held out, in nats per token; less is better:");
    if (own == zero && own == other) {
      line(out, own, "with the one LoRA of all documents");
      return;
    }
    line(out, own, "with the document's own vector");
    line(out, zero, "with no vector, the shared part alone");
    line(out, other, "with another document's vector");
    if (own > zero) {
      out.println(
          "A document's own vector does worse than none: the vectors know their windows by heart. A"
              + " larger --l2, a smaller --rank or longer documents (--max-tokens) may help.");
    }
  }

  private static void line(PrintStream out, double nats, String what) {
    out.printf(Locale.ROOT, "  %.3f  %s%n", nats, what);
  }
}
