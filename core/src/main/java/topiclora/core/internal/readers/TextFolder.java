package topiclora.core.internal.readers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import topiclora.core.internal.text.Characters;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.corpus.DocumentSink;
import topiclora.corpus.DocumentSource;
import topiclora.corpus.Reason;
import topiclora.corpus.SourcePosition;
import topiclora.lm.TopicLoraException.BadCorpus;

/** The {@code .txt} and {@code .md} below a folder, by relative path; hidden ones are not ours. */
public record TextFolder(Path path) implements DocumentSource {
  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void read(DocumentSink sink) throws IOException {
    List<String> files = files();
    if (files.isEmpty()) {
      throw new BadCorpus(path + " has no .txt and no .md in it or below it");
    }
    for (String file : files) {
      SourcePosition position = new SourcePosition(file, 0);
      try {
        sink.take(position, Document.of(file, text(position)));
      } catch (CharacterCodingException e) {
        sink.remark(Reason.NOT_UTF8, position);
      }
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(path)) {
      return walk.filter(Files::isRegularFile)
          .map(path::relativize)
          .filter(TextFolder::isText)
          .map(TextFolder::slashed)
          .sorted()
          .toList();
    }
  }

  private String text(SourcePosition position) throws IOException {
    try (var in = new PushbackInputStream(Files.newInputStream(path.resolve(position.file())), 3)) {
      Characters.skipByteOrderMark(in, position);
      var decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is malformed
      Reader reader = new BufferedReader(new InputStreamReader(in, decoder));
      return read(reader, Corpus.LONGEST_TEXT + 1); // one more tells the sink that it is too long
    }
  }

  private static String read(Reader reader, int most) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] chunk = new char[1 << 13];
    for (int n = 0; n >= 0 && text.length() < most; n = reader.read(chunk)) {
      text.append(chunk, 0, n);
    }
    return text.toString();
  }

  private static boolean isText(Path relative) {
    String name = relative.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean hidden =
        StreamSupport.stream(relative.spliterator(), false)
            .anyMatch(part -> part.toString().startsWith("."));
    return !hidden && (name.endsWith(".txt") || name.endsWith(".md"));
  }

  private static String slashed(Path relative) {
    return relative.toString().replace('\\', '/');
  }
}
