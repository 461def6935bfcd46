package topiclora.bench.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import topiclora.lm.internal.io.JsonMapping;

/** The option that says how what was measured is printed. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Output {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "one JSON value on standard output")
  private boolean json;

  /** A table for people, or the same as one JSON value. */
  public void print(Object table, String text) throws JsonProcessingException {
    PrintWriter out = command.commandLine().getOut();
    out.print(json ? JsonMapping.PLAIN.writeValueAsString(table) + "\n" : text);
    out.flush();
  }
}
