package topiclora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import topiclora.cli.console.Shell;

/** Every command of the program, as its parser knows them. */
final class CommandTree {
  private CommandTree() {}

  /** The program itself. */
  static CommandLine root() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return Main.commandLine(new Shell(nowhere, nowhere, 0, Map.of()));
  }

  /** The program and all commands below it, in the order of the help. */
  static List<CommandLine> all() {
    List<CommandLine> all = new ArrayList<>();
    collect(root(), all);
    return all;
  }

  private static void collect(CommandLine command, List<CommandLine> into) {
    into.add(command);
    command.getSubcommands().values().stream().distinct().forEach(sub -> collect(sub, into));
  }
}
