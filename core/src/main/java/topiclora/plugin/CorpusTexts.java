package topiclora.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.store.NoLockFactory;
import topiclora.Document;
import topiclora.TopicLoraException.BadModel;
import topiclora.corpus.Corpus;
import topiclora.corpus.Reading;
import topiclora.model.Catalogue;
import topiclora.model.WholeFolder;

/** Writes a {@link TextIndex}: the corpus is read once more, one document in memory. */
record CorpusTexts(Corpus corpus, Catalogue catalogue) implements WholeFolder.Part {

  /**
   * {@inheritDoc}
   *
   * @throws BadModel where the corpus is no longer the one that was fitted: its vectors and its
   *     texts would not belong together
   */
  @Override
  public void writeInto(Path folder) throws IOException {
    Set<String> fitted =
        catalogue.documents().stream().map(Document::id).collect(Collectors.toSet());
    // Nobody else knows of this folder yet, so it needs no lock, which would stay in it as a file.
    try (var directory =
            new NIOFSDirectory(folder.resolve(TextIndex.FOLDER), NoLockFactory.INSTANCE);
        var writer = new IndexWriter(directory, inOrder())) {
      Reading again =
          corpus.forEach(
              document -> {
                if (fitted.contains(document.id())) {
                  add(writer, document);
                }
              });
      if (!again.sha256().equals(catalogue.reading().sha256())) {
        throw new BadModel(
            "the corpus has changed since it was read for the fit; restore it and go on with"
                + " --resume");
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Segments are merged with their neighbours only: documents keep the order of the corpus. */
  private static IndexWriterConfig inOrder() {
    return new IndexWriterConfig(Words.ANALYZER)
        .setMergePolicy(new LogDocMergePolicy())
        .setMergeScheduler(new SerialMergeScheduler());
  }

  private static void add(IndexWriter writer, Document document) {
    try {
      writer.addDocument(Entry.of(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
