package topiclora.plugins.internal.retrieve;

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
import topiclora.core.internal.text.UnicodeWords;
import topiclora.corpus.Corpus;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.internal.io.AtomicDirectory;

/**
 * Writes a {@link TextIndex}, or adds to the one that is there: the corpus is read once more, one
 * document in memory.
 *
 * @param ids of the documents whose texts are kept
 * @param corpusSummary that they were taken from
 * @param changedMessage what is said where the corpus is no longer what was read
 */
record CorpusTexts(
    Corpus corpus, Set<String> ids, CorpusSummary corpusSummary, String changedMessage)
    implements AtomicDirectory.Part {

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
      CorpusSummary again =
          corpus.forEach(
              document -> {
                if (ids.contains(document.id())) {
                  add(writer, document);
                }
              });
      if (!again.sha256().equals(corpusSummary.sha256())) {
        throw new BadModel(changedMessage);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Segments are merged with their neighbours only: documents keep the order of the corpus. */
  private static IndexWriterConfig inOrder() {
    return new IndexWriterConfig(UnicodeWords.ANALYZER)
        .setMergePolicy(new LogDocMergePolicy())
        .setMergeScheduler(new SerialMergeScheduler());
  }

  private static void add(IndexWriter writer, Document document) {
    try {
      writer.addDocument(IndexedDocument.of(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
