package topiclora.lm;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/**
 * The world failed, in one line: what was got, what was wanted, the likely cause.
 *
 * <p>A caller's own mistake is an {@link IllegalArgumentException} instead.
 */
public abstract sealed class TopicLoraException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private TopicLoraException(String message, Throwable cause) {
    super(message, cause);
  }

  private TopicLoraException(String message) {
    super(message);
  }

  /** A corpus, or a file of questions, that cannot be read or fitted. */
  public static final class BadCorpus extends TopicLoraException {
    private static final long serialVersionUID = 1;

    public BadCorpus(String message) {
      super(message);
    }
  }

  /** A base model that is missing, damaged or of a kind not supported. */
  public static final class BadBase extends TopicLoraException {
    private static final long serialVersionUID = 1;

    public BadBase(String message) {
      super(message);
    }
  }

  /** A topic model or checkpoint that is missing, damaged or does not fit what it is used with. */
  public static final class BadModel extends TopicLoraException {
    private static final long serialVersionUID = 1;

    public BadModel(String message) {
      super(message);
    }
  }

  /** A device asked for that this machine, or this class path, lacks. */
  public static final class NoDevice extends TopicLoraException {
    private static final long serialVersionUID = 1;

    public NoDevice(String message) {
      super(message);
    }
  }

  /** A disk or network that failed. */
  public static final class Storage extends TopicLoraException {
    private static final long serialVersionUID = 1;

    public Storage(String message, Throwable cause) {
      super(message, cause);
    }

    /** {@code cannot read news.jsonl: permission denied}: what failed, and why in plain words. */
    public static Storage of(String failed, IOException cause) {
      return new Storage(failed + ": " + reason(cause), cause);
    }

    /** The messages of several exceptions are a bare path, or nothing at all. */
    private static String reason(IOException cause) {
      String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      return switch (cause) {
        case AccessDeniedException e -> "permission denied for " + message;
        case NoSuchFileException e -> "there is no " + message;
        case FileAlreadyExistsException e -> message + " exists, and is no folder";
        default -> message;
      };
    }
  }
}
