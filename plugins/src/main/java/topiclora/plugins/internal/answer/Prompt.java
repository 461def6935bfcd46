package topiclora.plugins.internal.answer;

/**
 * What the model reads before it answers.
 *
 * @param ids of all tokens
 * @param contextTokens of them, those that are passages
 * @param truncatedTokens of passages and question that were left out for want of room
 */
public record Prompt(int[] ids, int contextTokens, int truncatedTokens) {}
