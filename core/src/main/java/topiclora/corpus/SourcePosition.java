package topiclora.corpus;

import topiclora.lm.TopicLoraException.BadCorpus;

/**
 * Where something was read.
 *
 * @param file its name, as a person knows it
 * @param line from 1; 0 for a file as a whole
 */
public record SourcePosition(String file, long line) {
  /** To be thrown where the source breaks its format here. */
  public BadCorpus error(String what) {
    return new BadCorpus(this + ": " + what);
  }

  /** {@code news.jsonl:4}, or the file alone. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
