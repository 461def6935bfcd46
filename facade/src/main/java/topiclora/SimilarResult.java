package topiclora;

import org.jspecify.annotations.Nullable;

/**
 * A document like another one, or like a text.
 *
 * @param cosine of their vectors, -1 to 1, higher is more alike
 */
public record SimilarResult(String id, @Nullable String title, double cosine) {}
