package topiclora.core;

/** How the modules of an adapter share a document's vector. */
public enum Sharing {
  /** One x for all modules. */
  ALL,
  /** One x, scaled by a learned weight in each module. */
  WEIGHTED,
  /** An x of its own in each module, one after the other in the document's vector. */
  MODULE
}
