package topiclora.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
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
import topiclora.model.WholeFolder;

/**
 * Writes a {@link TextIndex}, or adds to the one that is there: the corpus is read once more, one
 * document in memory.
 *
 * @param ids of the documents whose texts are kept
 * @param reading that they were taken from
 * @param changed what is said where the corpus is no longer what was read
 */
record CorpusTexts(Corpus corpus, Set<String> ids, Reading reading, String changed)
    implements WholeFolder.Part {

  /**
   * {@inheritDoc}
   *
   * @throws BadModel where the corpus is no longer the one that was fitted: its vectors and its
   *     texts would not belong together
   */
  @Override
  public void writeInto(Path folder) throws IOException {
    // Nobody else knows of this folder yet, so it needs no lock, which would stay in it as a file.
    try (var directory =
            new NIOFSDirectory(folder.resolve(TextIndex.FOLDER), NoLockFactory.INSTANCE);
        var writer = new IndexWriter(directory, inOrder())) {
      Reading again =
          corpus.forEach(
              document -> {
                if (ids.contains(document.id())) {
                  add(writer, document);
                }
              });
      if (!again.sha256().equals(reading.sha256())) {
        throw new BadModel(changed);
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
