package topiclora.study.result;

/**
 * What a rule says about its claim.
 *
 * @param rule in words, as the code has it
 * @param observed the figure that the rule looked at
 */
public record TestResult(String hypothesis, Outcome outcome, String rule, String observed) {}
