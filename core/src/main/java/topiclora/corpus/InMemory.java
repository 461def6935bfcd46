package topiclora.corpus;

import java.util.List;
import topiclora.Document;

/** Documents that a program made. */
record InMemory(List<Document> documents) implements Source {
  @Override
  public String name() {
    return "the list of documents";
  }

  @Override
  public void read(Intake intake) {
    long number = 0;
    for (Document document : documents) {
      number++;
      intake.take(new Place("document", number), document);
    }
  }
}
