package topiclora.plugins.internal.answer;

import org.jspecify.annotations.Nullable;

/**
 * All that the model is given for one question.
 *
 * @param x the vector on the shared adapter; null for the base model
 */
public record GenerationInput(Prompt prompt, float @Nullable [] x) {}
