package topiclora.lm.internal.template;

import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;

/**
 * What chat templates call that Jinjava lacks.
 *
 * <p>Public because Jinjava calls it from outside.
 */
public final class TemplateFunctions {
  private TemplateFunctions() {}

  static ELFunctionDefinition refusal() {
    return new ELFunctionDefinition(
        "", "raise_exception", TemplateFunctions.class, "refuse", String.class);
  }

  /** A template's {@code raise_exception(reason)}: this conversation is none for this model. */
  @SuppressWarnings("DoNotCallSuggester") // templates call it
  public static String refuse(String reason) {
    throw new IllegalArgumentException(reason);
  }
}
