package topiclora.study.baselines;

import cc.mallet.util.MalletLogger;
import java.util.logging.LogManager;

/** What the libraries log, line by line, on standard error. */
public final class LibraryLogs {
  private LibraryLogs() {}

  /** From now on nothing. */
  public static void silence() {
    // MALLET sets up the logs of the whole process when its logger is first used: let it be first.
    MalletLogger.getLogger(LibraryLogs.class.getName());
    LogManager.getLogManager().reset();
  }
}
