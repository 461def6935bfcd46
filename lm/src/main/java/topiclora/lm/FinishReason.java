package topiclora.lm;

/** Why a generated text ends. */
public enum FinishReason {
  /** The model ended it, or a stop string came. */
  STOP,
  /** It has as many tokens as were wanted at most. */
  LENGTH,
  /** Whoever asked for it no longer wanted it. */
  CANCELLED
}
