package topiclora.corpus;

import java.io.IOException;

/** Where documents come from; can be read any number of times. */
public interface DocumentSource {
  /** As a person would point at it. */
  String name();

  /** Hands over every document, and everything that looked like one and is not. */
  void read(DocumentSink intake) throws IOException;
}
