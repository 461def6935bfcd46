package topiclora.lm;

/** Is told how far a long piece of work has come, from the thread that works. */
@FunctionalInterface
public interface Progress {
  /** Shows nothing. */
  Progress SILENT = (stage, done, total, note) -> {};

  /**
   * One step is finished.
   *
   * @param stage what is being done, as a person would say it: {@code reading the corpus}
   * @param done units finished, from 0
   * @param total units in all, or 0 where unknown
   * @param note the metric to watch, such as {@code 4.61 nats}; may be empty
   */
  void step(String stage, long done, long total, String note);

  /**
   * Something that a person should know though the work goes on.
   *
   * @param line one line: {@code 3 documents are empty and were left out}
   */
  default void notice(String line) {}
}
