package topiclora.chat;

/**
 * How good answers are, over all questions.
 *
 * @param questions that were asked
 * @param tokens of the right answers
 * @param nats per token of the right answer (its first wording), foretold token by token
 * @param first nats of its first token
 * @param rest nats per later token; NaN where no answer has one
 * @param top1 share of questions for which the right first token is the likeliest
 * @param f1 of the words of the greedy answer, the best of all right answers; NaN where none was
 *     written
 * @param em share of greedy answers that are exactly right; NaN where none was written
 * @param contextTokens of passages in a prompt, on average
 * @param cutTokens of passages and questions that had no room, in all
 * @param recall share of the questions' own documents among those that the model was told of; NaN
 *     where no question names one
 */
public record AnswerScore(
    int questions,
    long tokens,
    double nats,
    double first,
    double rest,
    double top1,
    double f1,
    double em,
    double contextTokens,
    long cutTokens,
    double recall) {}
