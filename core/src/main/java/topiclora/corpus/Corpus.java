package topiclora.corpus;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import topiclora.core.internal.readers.BuiltInFormat;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.TopicLoraException.Storage;

/**
 * A collection of documents that is read from its source anew each time, one document in memory.
 *
 * <pre>{@code
 * Corpus corpus = Corpus.open(Path.of("news.jsonl"));
 * CorpusSummary summary = corpus.forEach(document -> System.out.println(document.name()));
 * summary.remarks().forEach(System.out::println); // 2 empty: news.jsonl:4, news.jsonl:9
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
   * A file of JSON lines ({@code .jsonl}), a table with a header ({@code .csv}, {@code .tsv}), a
   * folder that is searched for {@code .txt} and {@code .md}, or what another {@link CorpusFormat}
   * reads.
   *
   * <p>A line or row has {@code text} and may have {@code id} (else its line number), {@code title}
   * and {@code label}; other fields become metadata. A file of a folder has its relative path as
   * id.
   *
   * @throws BadCorpus where there is nothing, or no format reads it
   */
  public static Corpus open(Path path) {
    if (!Files.exists(path)) {
      throw new BadCorpus("no corpus at " + path + ": there is no such file or folder");
    }
    List<CorpusFormat> formats = new ArrayList<>(BuiltInFormat.ALL);
    ServiceLoader.load(CorpusFormat.class).forEach(formats::add);
    for (CorpusFormat format : formats) {
      if (format.reads(path)) {
        return new Corpus(format.open(path), 1);
      }
    }
    String wanted = formats.stream().map(CorpusFormat::name).collect(joining(", "));
    throw new BadCorpus(path + " is no corpus: wanted " + wanted);
  }

  /** Documents that are in memory already; the same rules hold for them. */
  public static Corpus of(List<Document> documents) {
    List<Document> all = List.copyOf(documents);
    return new Corpus(new SuppliedDocuments("the list of documents", all::stream), 1);
  }

  /**
   * Documents that a program makes as they are read.
   *
   * @param documents gives a new stream of the same documents each time, since a fit reads them
   *     several times; each stream is closed after use
   */
  public static Corpus of(Supplier<Stream<Document>> documents) {
    return new Corpus(new SuppliedDocuments("the stream of documents", documents), 1);
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
    CorpusReading reading = new CorpusReading(minimum, action);
    try {
      source.read(reading);
    } catch (IOException e) {
      throw Storage.of("cannot read " + source.name(), e);
    }
    CorpusSummary summary = reading.summary();
    if (summary.documents() == 0) {
      throw new BadCorpus(source.name() + " holds no readable document" + summary.reasons());
    }
    return summary;
  }
}
