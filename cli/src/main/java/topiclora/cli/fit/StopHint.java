package topiclora.cli.fit;

import java.nio.file.Files;
import java.nio.file.Path;
import topiclora.cli.console.Shell;
import topiclora.lm.TopicLoraException.BadModel;

/**
 * The place of a fit that is not finished: {@code MODEL.fit} beside the model, and what is said
 * about it when the user stops the program.
 */
final class StopHint implements AutoCloseable {
  private final Thread hook;

  private StopHint(Thread hook) {
    this.hook = hook;
  }

  /** Where the work for a model is kept. */
  static Path place(Path model) {
    Path whole = model.toAbsolutePath().normalize();
    return whole.resolveSibling(whole.getFileName() + ".fit");
  }

  /** Fails where a fit was interrupted and nothing says what is to become of its work. */
  static void requireChoice(Path model, boolean resume, boolean restart) {
    if (resume && restart) {
      throw new IllegalArgumentException("--resume and --restart exclude each other");
    }
    if (!resume && !restart && Files.exists(place(model))) {
      throw new BadModel(
          place(model)
              + " has the work of a fit that was interrupted: --resume goes on with it, --restart"
              + " begins again");
    }
  }

  /** Until it is closed, Ctrl-C says how to go on; the state on the disk is always whole. */
  static StopHint watch(Shell shell, String goOn) {
    Thread hook =
        new Thread(
            () -> {
              shell.err().println((shell.columns() > 0 ? System.lineSeparator() : "") + said(goOn));
              shell.err().flush();
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return new StopHint(hook);
  }

  /** The one line. */
  static String said(String goOn) {
    return "stopped before the end; to go on: " + goOn;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) { // the program is being stopped: the hook has its turn
    }
  }
}
