package topiclora.study;

/**
 * What a rule says about its claim.
 *
 * @param rule in words, as the code has it
 * @param because the figure that the rule looked at
 */
public record Verdict(String claim, Outcome outcome, String rule, String because) {}
