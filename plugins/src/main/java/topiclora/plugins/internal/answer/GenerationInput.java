package topiclora.plugins.internal.answer;

import org.jspecify.annotations.Nullable;

/**
 * All that the model is given for one question.
 *
 * @param x the vector on the shared part; null for the bare base
 */
public record GenerationInput(Prompt prompt, float @Nullable [] x) {}
