package topiclora.plugins.internal.evaluate;

/**
 * How good answers are, over all questions.
 *
 * @param questions that were asked
 * @param answerTokens of the right answers
 * @param nll per token of the right answer (its first wording), predicted token by token; nats,
 *     lower is better
 * @param firstTokenNll nats of its first token
 * @param laterTokensNll nats per later token; NaN where no answer has one
 * @param firstTokenAccuracy share of questions for which the right first token is the likeliest
 * @param f1 of the words of the greedy answer, the best of all right answers; NaN where none was
 *     generated
 * @param exactMatch share of greedy answers that are exactly right; NaN where none was generated
 * @param contextTokens of passages in a prompt, on average
 * @param truncatedTokens of passages and questions that had no room, in all
 * @param recall share of the questions' own documents among those that the model was told of; NaN
 *     where no question names one
 */
public record AnswerScore(
    int questions,
    long answerTokens,
    double nll,
    double firstTokenNll,
    double laterTokensNll,
    double firstTokenAccuracy,
    double f1,
    double exactMatch,
    double contextTokens,
    long truncatedTokens,
    double recall) {}
