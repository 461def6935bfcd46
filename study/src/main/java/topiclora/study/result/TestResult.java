package topiclora.study.result;

/**
 * What a rule says of its hypothesis.
 *
 * @param rule in words, as the code has it
 * @param observed the value of the metric that the rule looked at
 */
public record TestResult(String hypothesis, Outcome outcome, String rule, String observed) {}
