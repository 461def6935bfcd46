package topiclora.corpus;

/** Why a document was left out, or not taken as it is. */
public enum Reason {
  /** Nothing but blanks. */
  EMPTY("empty"),
  /** Fewer characters than the caller wants. */
  TOO_SHORT("too short"),
  /** Bytes or escapes that are no Unicode text. */
  NOT_UTF8("not UTF-8"),
  /** Read, but only its first {@link Corpus#LONGEST_TEXT} characters. */
  CUT("cut to 1,000,000 characters");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
