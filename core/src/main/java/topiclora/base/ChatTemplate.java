package topiclora.base;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.TopicLoraException;

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

  private final String source;
  private final Tokenizer tokenizer;
  private final Jinjava engine;

  ChatTemplate(String source, Tokenizer tokenizer) {
    this.source = source;
    this.tokenizer = tokenizer;
    this.engine = new Jinjava(config());
    engine
        .getGlobalContext()
        .registerFunction(
            new ELFunctionDefinition(
                "", "raise_exception", ChatTemplate.class, "refuse", String.class));
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
    return JinjavaConfig.newBuilder()
        .withTrimBlocks(true)
        .withLstripBlocks(true)
        .withNestedInterpretationEnabled(false)
        .withLegacyOverrides(python)
        .build();
  }

  /** What {@code raise_exception} of a template does; public because Jinjava calls it. */
  @SuppressWarnings("DoNotCallSuggester") // the template calls it
  public static String refuse(String reason) {
    throw new IllegalArgumentException(reason);
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
      TemplateError first = result.getErrors().get(0);
      throw new TopicLoraException.BadBase(
          "the base's chat template fails: " + first.getMessage().replace('\n', ' '));
    }
    return result.getOutput();
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
    return tokenizer.encodeMarked(render(marked, answerNext), mark);
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
