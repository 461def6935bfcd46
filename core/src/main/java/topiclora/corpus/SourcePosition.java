package topiclora.corpus;

import topiclora.lm.TopicLoraException.BadCorpus;

/**
 * Where something was read.
 *
 * @param line from 1; 0 for a file as a whole
 */
public record SourcePosition(String file, long line) {
  public BadCorpus error(String what) {
    return new BadCorpus(this + ": " + what);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
