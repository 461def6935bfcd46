package topiclora.cli;

import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import topiclora.cli.console.Printable;
import topiclora.cli.console.Shell;
import topiclora.lm.TopicLoraException;

/** What is said, in one line, and how the program exits when a command does not succeed. */
final class Failure {
  private final Shell shell;

  Failure(Shell shell) {
    this.shell = shell;
  }

  /** The command was asked for something that it does not have. */
  int usage(ParameterException failure, String... args) {
    CommandLine command = failure.getCommandLine();
    if (!(failure instanceof UnmatchedArgumentException) && !command.getSubcommands().isEmpty()) {
      command.usage(command.getErr()); // a group was named, and none of its commands
      return ExitCode.USAGE;
    }
    say(message(failure));
    UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    shell.err().println("see: " + command.getCommandSpec().qualifiedName(" ") + " --help");
    return ExitCode.USAGE;
  }

  /** The command was under way. */
  int execution(Throwable failure, boolean verbose) {
    if (verbose) {
      failure.printStackTrace(shell.err());
    }
    return switch (failure) {
      case IllegalArgumentException mistake -> {
        say(message(mistake));
        yield ExitCode.USAGE;
      }
      case TopicLoraException known -> {
        say(message(known));
        yield ExitCode.SOFTWARE;
      }
      case CancellationException stopped -> {
        say(message(stopped));
        yield ExitCode.SOFTWARE;
      }
      case OutOfMemoryError full -> {
        say("out of memory: " + message(full) + "; TOPICLORA_JAVA_OPTS=-Xmx4g allows Java 4 GB");
        yield ExitCode.SOFTWARE;
      }
      default -> {
        say("a fault of ours: " + failure + (verbose ? "" : "; --verbose shows where"));
        yield ExitCode.SOFTWARE;
      }
    };
  }

  private void say(String message) {
    shell.err().println("topiclora: " + Printable.of(message));
  }

  private static String message(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String what = unmatched.isUnknownOption() ? "option" : "argument or command";
      return "unknown " + what + ": " + String.join(" ", unmatched.getUnmatched());
    }
    return message((Throwable) failure);
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
