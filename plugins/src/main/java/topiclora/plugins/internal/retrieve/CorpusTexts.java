package topiclora.plugins.internal.retrieve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;
import topiclora.corpus.Corpus;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadModel;

/**
 * Writes the texts of a corpus into an index: the corpus is read once more, one document in memory.
 *
 * @param ids of the documents whose texts are kept
 * @param corpusSummary that they were taken from
 * @param changedMessage what is said where the corpus is no longer what was read
 */
record CorpusTexts(
    Corpus corpus, Set<String> ids, CorpusSummary corpusSummary, String changedMessage)
    implements IndexChange.Addition {

  /**
   * {@inheritDoc}
   *
   * @throws BadModel where the corpus is no longer the one that was fitted: its vectors and its
   *     texts would not belong together
   */
  @Override
  public void writeTo(IndexWriter writer) throws IOException {
    try {
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

  private static void add(IndexWriter writer, Document document) {
    try {
      writer.addDocument(IndexedDocument.of(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
