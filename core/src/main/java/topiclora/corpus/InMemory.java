package topiclora.corpus;

import java.util.List;

/** Documents that a program made. */
record InMemory(List<Document> documents) implements DocumentSource {
  @Override
  public String name() {
    return "the list of documents";
  }

  @Override
  public void read(DocumentSink intake) {
    long number = 0;
    for (Document document : documents) {
      number++;
      intake.take(new SourcePosition("document", number), document);
    }
  }
}
