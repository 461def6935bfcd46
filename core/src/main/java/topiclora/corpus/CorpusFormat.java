package topiclora.corpus;

import java.nio.file.Path;

/**
 * A format of corpora that {@link Corpus#open} reads. Others than the built-in ones are found by
 * {@link java.util.ServiceLoader}: name the class in {@code
 * META-INF/services/topiclora.corpus.CorpusFormat}.
 *
 * <pre>{@code
 * public final class MailboxFormat implements CorpusFormat {
 *   public String name() {
 *     return "a mailbox (.mbox)";
 *   }
 *   public boolean reads(Path path) {
 *     return path.toString().endsWith(".mbox");
 *   }
 *   public DocumentSource open(Path path) {
 *     return new Mailbox(path);
 *   }
 * }
 * }</pre>
 */
public interface CorpusFormat {
  /** As a message names it among those that could be read, {@code "JSON lines (.jsonl)"}. */
  String name();

  /** Whether what lies at a path, a file or a folder, has this format; by its name, as a rule. */
  boolean reads(Path path);

  /** The documents of such a file or folder. */
  DocumentSource open(Path path);
}
