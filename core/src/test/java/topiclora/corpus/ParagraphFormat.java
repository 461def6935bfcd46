package topiclora.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A format that is none of ours: a document a line, as a program that uses us may add it. */
public final class ParagraphFormat implements CorpusFormat {
  @Override
  public String name() {
    return "paragraphs (.paragraphs)";
  }

  @Override
  public boolean reads(Path path) {
    return path.toString().endsWith(".paragraphs");
  }

  @Override
  public DocumentSource open(Path path) {
    return new Paragraphs(path);
  }

  private record Paragraphs(Path path) implements DocumentSource {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public void read(DocumentSink sink) throws IOException {
      List<String> lines = Files.readAllLines(path);
      for (int i = 0; i < lines.size(); i++) {
        var position = new SourcePosition(path.getFileName().toString(), i + 1);
        if (lines.get(i).startsWith("#")) {
          sink.remark(Reason.EMPTY, position);
        } else if (lines.get(i).startsWith("!")) {
          throw position.error("a mark of exclamation");
        } else {
          sink.take(position, Document.of("p" + (i + 1), lines.get(i)));
        }
      }
    }
  }
}
