package topiclora.lm.internal.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** Tokens that are cut out of a text before anything else, in the form of a tokenizer.json. */
public final class AddedTokens {
  private AddedTokens() {}

  /** Adds {@code token} as one that a text may contain. */
  public static void add(ArrayNode list, int id, String token) {
    list.addObject()
        .put("id", id)
        .put("content", token)
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", false)
        .put("special", false);
  }
}
