package topiclora.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about base models. */
@Command(name = "base", description = "Fetch and list base models.")
final class BaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.ofGroup(spec);
  }
}
