package topiclora;

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

  /** A disk or network that failed. */
  public static final class Storage extends TopicLoraException {
    private static final long serialVersionUID = 1;

    public Storage(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
