package topiclora.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import topiclora.cli.console.Printable;
import topiclora.cli.console.Quoted;
import topiclora.cli.console.Shell;
import topiclora.cli.console.Units;
import topiclora.cli.fit.HeldOutLines;
import topiclora.core.internal.fit.FitResult;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;

/**
 * What a fit has come to, as {@code --json} prints it.
 *
 * @param documents that were read
 * @param windows of all documents, those held out among them
 * @param ownNll nats per held-out token with the document's own vector
 * @param sharedNll the same with the shared part alone
 * @param shuffledNll the same with another document's vector
 */
record Fitted(
    int documents,
    int windows,
    double seconds,
    double ownNll,
    double sharedNll,
    double shuffledNll,
    List<FitResult.Epoch> epochs,
    String model) {

  static Fitted of(TopicModel model, TokenizedCorpus catalogue, Path folder) {
    HeldOutLines nats = HeldOutLines.of(model);
    return new Fitted(
        catalogue.documents().size(),
        catalogue.windows().count(),
        model.provenance().seconds(),
        nats.ownNll(),
        nats.sharedNll(),
        nats.shuffledNll(),
        model.epochs(),
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
    new HeldOutLines(ownNll, sharedNll, shuffledNll).print(out);
    out.println();
    out.println("The model is in " + Printable.of(model) + (next.isEmpty() ? "." : ". Now try:"));
    for (List<String> command : next) {
      out.println("  " + Quoted.command(shell, command));
    }
  }
}
