package topiclora.plugins.internal.retrieve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.store.NoLockFactory;
import topiclora.core.internal.text.UnicodeWords;
import topiclora.lm.internal.io.AtomicDirectory;

/**
 * Makes the index in a folder, or changes the one that is there.
 *
 * <p>Documents keep their order: segments are merged with their neighbours only. What is taken out
 * is gone from the files, too: whatever held it is written anew.
 *
 * @param removed ids of documents that are taken out, before others come; those that are not there
 *     do not matter
 * @param added writes documents behind those that stay
 */
record IndexChange(Set<String> removed, Addition added) implements AtomicDirectory.Part {
  IndexChange {
    removed = Set.copyOf(removed);
  }

  /** What comes in. */
  @FunctionalInterface
  interface Addition {
    void writeTo(IndexWriter writer) throws IOException;
  }

  @Override
  public void writeInto(Path folder) throws IOException {
    // Nobody else knows of this folder yet, so it needs no lock, which would stay in it as a file.
    try (var directory =
            new NIOFSDirectory(folder.resolve(TextIndex.FOLDER), NoLockFactory.INSTANCE);
        var writer = new IndexWriter(directory, inOrder())) {
      if (!removed.isEmpty()) {
        writer.deleteDocuments(removed.stream().map(IndexedDocument::key).toArray(Term[]::new));
        writer.forceMergeDeletes();
        requireGone(writer);
      }
      added.writeTo(writer);
    }
  }

  private static void requireGone(IndexWriter writer) throws IOException {
    IndexWriter.DocStats there = writer.getDocStats();
    if (there.numDocs != there.maxDoc) {
      throw new CorruptIndexException(
          "%d removed texts are left".formatted(there.maxDoc - there.numDocs), TextIndex.FOLDER);
    }
  }

  private static IndexWriterConfig inOrder() {
    return new IndexWriterConfig(UnicodeWords.ANALYZER)
        .setMergePolicy(new LogDocMergePolicy())
        .setMergeScheduler(new SerialMergeScheduler());
  }
}
