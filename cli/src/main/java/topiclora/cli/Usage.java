package topiclora.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The look of the help texts. */
final class Usage {
  private static final int WIDTH = 88;

  private Usage() {}

  /** Gives a command and all below it the same look. */
  static void style(CommandLine line) {
    line.setColorScheme(Help.defaultColorScheme(Ansi.OFF));
    line.setUsageHelpWidth(WIDTH);
    style(line.getCommandSpec());
  }

  private static void style(CommandSpec spec) {
    spec.usageMessage()
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading(spec.positionalParameters().isEmpty() ? "%n" : "")
        .commandListHeading("%nCommands:%n")
        .footerHeading("%n");
    spec.subcommands().values().forEach(line -> style(line.getCommandSpec()));
  }
}
