package topiclora.core.internal.readers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import topiclora.corpus.CorpusFormat;
import topiclora.corpus.DocumentSource;

/** A format that is read without anything added. */
public record BuiltInFormat(
    String name, Predicate<Path> readable, Function<Path, DocumentSource> opener)
    implements CorpusFormat {
  /** All of them, in the order in which they are asked. */
  public static final List<CorpusFormat> ALL =
      List.of(
          new BuiltInFormat(
              "JSON lines (.jsonl)",
              path -> isFile(path, ".jsonl", ".ndjson", ".json"),
              JsonLines::new),
          new BuiltInFormat(
              "a table (.csv, .tsv)",
              path -> isFile(path, ".csv", ".tsv"),
              path -> new DelimitedTable(path, isFile(path, ".csv") ? ',' : '\t')),
          new BuiltInFormat("a folder of .txt and .md", Files::isDirectory, TextFolder::new));

  @Override
  public boolean reads(Path path) {
    return readable.test(path);
  }

  @Override
  public DocumentSource open(Path path) {
    return opener.apply(path);
  }

  private static boolean isFile(Path path, String... endings) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return Stream.of(endings).anyMatch(name::endsWith) && !Files.isDirectory(path);
  }
}
