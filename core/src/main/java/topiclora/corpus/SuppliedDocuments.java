package topiclora.corpus;

import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Documents that a program made. */
record SuppliedDocuments(String name, Supplier<Stream<Document>> documents)
    implements DocumentSource {
  @Override
  public void read(DocumentSink sink) {
    long number = 0;
    try (Stream<Document> stream = documents.get()) {
      Iterator<Document> each = stream.iterator();
      while (each.hasNext()) {
        number++;
        sink.take(new SourcePosition("document", number), each.next());
      }
    }
  }
}
