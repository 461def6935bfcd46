package topiclora.corpus;

import java.io.IOException;

/** Where documents come from; can be read any number of times, also by several threads at once. */
public interface DocumentSource {
  /** As a person would point at it, for messages. */
  String name();

  /**
   * Hands over every document in order, and everything that looked like one and is not.
   *
   * @throws IOException where the source cannot be read
   * @throws topiclora.lm.TopicLoraException.BadCorpus where it breaks its format; {@link
   *     SourcePosition#error} makes one
   */
  void read(DocumentSink sink) throws IOException;
}
