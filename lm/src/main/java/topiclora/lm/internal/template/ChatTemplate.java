package topiclora.lm.internal.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaInterpreterResolver;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jinjava.javax.el.CompositeELResolver;
import topiclora.lm.ChatMessage;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.tokenizer.Tokenizer;

/**
 * How an instructed model wants a conversation written, as its own Jinja template says.
 *
 * <p>Nothing that a message says can end its turn or start another: special tokens inside it stay
 * text. Safe for several threads.
 */
public final class ChatTemplate {
  /** Characters that Unicode keeps free for such marks: one that no message holds is used. */
  private static final char FIRST_MARK = '\ufdd0';

  private static final char LAST_MARK = '\ufdef';

  private static final long LARGEST = 1 << 26;

  private final String source;
  private final Tokenizer tokenizer;
  private final Jinjava engine;

  public ChatTemplate(String source, Tokenizer tokenizer) {
    this.source = TemplateDialect.adapt(source);
    this.tokenizer = tokenizer;
    this.engine = new Jinjava(config());
    engine.getGlobalContext().registerFunction(TemplateFunctions.refusal());
  }

  /** The dialect of Hugging Face, in which a message is never read as a template itself. */
  private static JinjavaConfig config() {
    var python =
        LegacyOverrides.newBuilder()
            .withEvaluateMapKeys(true)
            .withIterateOverMapKeys(true)
            .withUsePyishObjectMapper(true)
            .withUseNaturalOperatorPrecedence(true)
            .withParseWhitespaceControlStrictly(true)
            .withAllowAdjacentTextNodes(true)
            .withUseTrimmingForNotesAndExpressions(true)
            .build();
    var resolver = new CompositeELResolver();
    resolver.add(new PythonStrings());
    resolver.add(JinjavaInterpreterResolver.DEFAULT_RESOLVER_READ_WRITE);
    return JinjavaConfig.newBuilder()
        .withElResolver(resolver)
        .withTrimBlocks(true)
        .withLstripBlocks(true)
        .withMaxOutputSize(LARGEST)
        .withNestedInterpretationEnabled(false)
        .withLegacyOverrides(python)
        .build();
  }

  /**
   * The conversation as text, for a person to look at.
   *
   * @param answerNext whether the text ends where an answer of the assistant starts
   */
  public String render(List<ChatMessage> messages, boolean answerNext) {
    List<Map<String, String>> turns =
        messages.stream().map(m -> Map.of("role", m.role(), "content", m.content())).toList();
    Map<String, Object> values = new HashMap<>();
    values.put("messages", turns);
    values.put("add_generation_prompt", answerNext);
    values.put("bos_token", piece(tokenizer.bos()));
    values.put("eos_token", piece(tokenizer.eos()));
    RenderResult result = engine.renderForResult(source, values);
    if (result.hasErrors()) {
      throw new TopicLoraException.BadBase(
          "the base's chat template fails: " + reason(result.getErrors().get(0)));
    }
    return result.getOutput();
  }

  /** The innermost cause, which a template may have stated itself. */
  private static String reason(TemplateError error) {
    String reason = error.getMessage();
    Throwable cause = error.getException();
    while (cause != null) {
      reason = cause.getMessage() == null ? reason : cause.getMessage();
      cause = cause.getCause();
    }
    return reason.replace('\n', ' ');
  }

  private String piece(int id) {
    return id < 0 ? "" : tokenizer.piece(id);
  }

  /** The conversation as token ids. */
  public int[] encode(List<ChatMessage> messages, boolean answerNext) {
    char mark = freeMark(messages);
    List<ChatMessage> marked =
        messages.stream()
            .map(m -> new ChatMessage(m.role(), tokenizer.mark(m.content(), mark)))
            .toList();
    return tokenizer.encodeWithSpecialTokens(render(marked, answerNext), mark);
  }

  private static char freeMark(List<ChatMessage> messages) {
    for (char mark = FIRST_MARK; mark <= LAST_MARK; mark++) {
      char candidate = mark;
      if (messages.stream().noneMatch(m -> m.content().indexOf(candidate) >= 0)) {
        return mark;
      }
    }
    throw new IllegalArgumentException("a message holds all noncharacters from U+FDD0 to U+FDEF");
  }
}
