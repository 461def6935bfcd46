package topiclora.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import topiclora.fit.FitResult;
import topiclora.model.Catalogue;
import topiclora.model.TopicModel;

/**
 * What a fit has come to, as {@code --json} prints it.
 *
 * @param documents that were read
 * @param windows of all documents, those held out among them
 * @param own nats per held-out token with the document's own vector
 * @param zero the same with the shared part alone
 * @param other the same with another document's vector
 */
record Fitted(
    int documents,
    int windows,
    double seconds,
    double own,
    double zero,
    double other,
    List<FitResult.Pass> passes,
    String model) {

  static Fitted of(TopicModel model, Catalogue catalogue, Path folder) {
    HeldOutNats nats = HeldOutNats.of(model);
    return new Fitted(
        catalogue.documents().size(),
        catalogue.windows().count(),
        model.provenance().seconds(),
        nats.own(),
        nats.zero(),
        nats.other(),
        model.passes(),
        folder.toString());
  }

  /**
   * For a person.
   *
   * @param next commands to go on with
   */
  void print(Shell shell, List<List<String>> next) {
    PrintStream out = shell.out();
    out.printf(
        "Fitted %s documents (%s windows) in %s.%n%n",
        Units.count(documents), Units.count(windows), Units.time(seconds));
    new HeldOutNats(own, zero, other).print(out);
    out.println();
    out.println("The model is in " + Printable.of(model) + (next.isEmpty() ? "." : ". Now try:"));
    for (List<String> command : next) {
      out.println("  " + Quoted.command(shell, command));
    }
  }
}
