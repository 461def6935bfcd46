package topiclora.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import topiclora.core.internal.readers.DelimitedTable;
import topiclora.core.internal.readers.JsonLines;
import topiclora.core.internal.readers.TextFolder;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.TopicLoraException.Storage;

/**
 * A collection of documents that is read from its source anew each time, one document in memory.
 *
 * <pre>{@code
 * Reading reading = Corpus.open(Path.of("news.jsonl")).forEach(document -> count(document.text()));
 * reading.remarks().forEach(remark -> log(remark.toString())); // 2 empty: news.jsonl:4, ...
 * }</pre>
 *
 * <p>Immutable, and safe to read from several threads at once.
 */
public final class Corpus {
  /** Characters of a text that are read; what lies beyond is cut off and remarked on. */
  public static final int LONGEST_TEXT = 1_000_000;

  private final DocumentSource source;
  private final int minimum;

  private Corpus(DocumentSource source, int minimum) {
    this.source = source;
    this.minimum = minimum;
  }

  /**
   * A file of JSON lines ({@code .jsonl}), a table with a header ({@code .csv}, {@code .tsv}), or a
   * folder that is searched for {@code .txt} and {@code .md}.
   *
   * <p>A line or row has {@code text} and may have {@code id} (else its line number), {@code title}
   * and {@code label}; other fields become metadata. A file of a folder has its relative path as
   * id.
   */
  public static Corpus open(Path path) {
    if (!Files.exists(path)) {
      throw new BadCorpus("no corpus at " + path + ": there is no such file or folder");
    }
    return new Corpus(Files.isDirectory(path) ? new TextFolder(path) : file(path), 1);
  }

  /** Documents that are in memory already; the same rules hold for them. */
  public static Corpus of(List<Document> documents) {
    return new Corpus(new InMemory(List.copyOf(documents)), 1);
  }

  /**
   * The same corpus without the documents that have fewer characters, blanks around not counted.
   */
  public Corpus withMinimum(int characters) {
    if (characters < 1) {
      throw new IllegalArgumentException("minimum is " + characters + " characters, at least 1");
    }
    return new Corpus(source, characters);
  }

  /**
   * Reads every document in order and says afterwards what was read and what was not.
   *
   * @throws BadCorpus where the source breaks its format, repeats an id or holds no document
   */
  public CorpusSummary forEach(Consumer<? super Document> action) {
    DocumentSink intake = new DocumentSink(minimum, action);
    try {
      source.read(intake);
    } catch (IOException e) {
      throw Storage.of("cannot read " + source.name(), e);
    }
    CorpusSummary reading = intake.summary();
    if (reading.documents() == 0) {
      throw new BadCorpus(source.name() + " holds no readable document" + reading.reasons());
    }
    return reading;
  }

  private static DocumentSource file(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
      return new JsonLines(path);
    }
    if (name.endsWith(".csv")) {
      return new DelimitedTable(path, ',');
    }
    if (name.endsWith(".tsv")) {
      return new DelimitedTable(path, '\t');
    }
    throw new BadCorpus(
        path + " is no corpus: wanted .jsonl, .csv or .tsv, or a folder of .txt and .md");
  }
}
