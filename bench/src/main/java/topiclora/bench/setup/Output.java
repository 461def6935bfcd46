package topiclora.bench.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that says how what was measured is printed. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Output {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "one JSON value on standard output")
  private boolean json;

  /** A table for people, or the same as one JSON value. */
  public void print(Object table, String text) throws JsonProcessingException {
    PrintWriter out = command.commandLine().getOut();
    out.print(json ? JSON.writeValueAsString(table) + "\n" : text);
    out.flush();
  }
}
