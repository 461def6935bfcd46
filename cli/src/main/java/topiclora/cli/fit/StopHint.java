package topiclora.cli.fit;

import topiclora.cli.console.Shell;

/** What is said when the user stops long work that can be continued. */
public final class StopHint implements AutoCloseable {
  private final Thread hook;

  private StopHint(Thread hook) {
    this.hook = hook;
  }

  /** Until it is closed, Ctrl-C says how to go on; the state on the disk is always whole. */
  public static StopHint watch(Shell shell, String goOn) {
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
  public static String said(String goOn) {
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
