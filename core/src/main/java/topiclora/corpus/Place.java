package topiclora.corpus;

import topiclora.TopicLoraException.BadCorpus;

/**
 * Where something was read.
 *
 * @param line from 1; 0 for a file as a whole
 */
record Place(String file, long line) {
  BadCorpus error(String what) {
    return new BadCorpus(this + ": " + what);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
