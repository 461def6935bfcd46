package topiclora.corpus;

/**
 * Where a {@link DocumentSource} hands its documents over. The sink checks them (ids are unique,
 * texts are Unicode and not empty), counts them and passes them on; a source need not.
 */
public interface DocumentSink {
  /**
   * Hands over a document.
   *
   * @param position where it begins in the source
   * @throws topiclora.lm.TopicLoraException.BadCorpus where its id was there before
   */
  void take(SourcePosition position, Document document);

  /** Says that something that looked like a document was left out by the source. */
  void remark(Reason reason, SourcePosition position);
}
