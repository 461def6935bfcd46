package topiclora.plugins.internal.answer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import topiclora.core.internal.text.Characters;
import topiclora.core.internal.text.PlainFormat;
import topiclora.lm.ChatMessage;
import topiclora.lm.TopicLoraException.BadBase;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.template.ChatTemplate;
import topiclora.lm.internal.tokenizer.Tokenizer;

/**
 * Writes questions, passages and answers as the model reads them.
 *
 * <p>All of them are untrusted: special tokens inside stay text, and a question is one line.
 */
public final class Prompts {
  private static final String GAP = "\n\n";
  private static final int SLACK = 16; // the end of a cut text may be encoded anew in more tokens
  private static final int QUESTION_TOKENS = 512;
  private static final int LONGEST_TOKEN = 40; // characters; few tokens have more than ten

  private final Tokenizer tokenizer;
  private final AnswerOptions options;
  private final int most;
  private final Optional<ChatTemplate> template;

  public Prompts(BaseModel base, AnswerOptions options) {
    this.tokenizer = base.tokenizer();
    this.options = options;
    this.most = base.config().context() - options.maxNewTokens();
    this.template =
        switch (options.format()) {
          case PLAIN -> Optional.empty();
          case CHAT -> Optional.of(template(base));
        };
  }

  private static ChatTemplate template(BaseModel base) {
    return base.chatTemplate()
        .orElseThrow(
            () -> new BadBase(base.name() + " has no chat template; ask it in the plain format"));
  }

  /** A text in so many tokens at most. */
  private record Cut(int[] ids, int left) {}

  /** The question after as much of the passages as there is room for, the first ones first. */
  public Prompt of(String question, List<String> passages) {
    Cut asked = cut(Characters.oneLine(question), QUESTION_TOKENS);
    String line = tokenizer.decode(asked.ids());
    int fixed = written("", line).length;
    if (fixed > most) {
      throw new IllegalArgumentException(
          "the question takes %d tokens, there is room for %d".formatted(fixed, most));
    }
    int room = Math.min(options.maxContextTokens(), most - SLACK - fixed);
    int left = asked.left();
    StringBuilder text = new StringBuilder();
    for (String passage : passages) {
      Cut kept = cut(passage.strip(), Math.max(0, room - GAP.length()));
      left += kept.left();
      if (kept.ids().length > 0) {
        text.append(tokenizer.decode(kept.ids())).append(GAP);
        room -= kept.ids().length + GAP.length();
      }
    }
    int[] ids = written(text.toString(), line);
    return new Prompt(ids, ids.length - fixed, left);
  }

  /** What is left out beyond the longest text that could fit is not counted. */
  private Cut cut(String text, int most) {
    int enough = Math.min(text.length(), LONGEST_TOKEN * (most + 1));
    int[] ids = tokenizer.encode(text.substring(0, enough));
    int kept = Math.min(ids.length, most);
    return new Cut(Arrays.copyOf(ids, kept), ids.length - kept);
  }

  private int[] written(String passages, String question) {
    return template
        .map(chat -> chat.encode(List.of(ChatMessage.user(passages + question)), true))
        .orElseGet(() -> tokenizer.encodeWithBos(passages + PlainFormat.question(question)));
  }

  /** A right answer, as it would follow the prompt. */
  public int[] answer(String answer) {
    return tokenizer.encode(template.isPresent() ? answer.strip() : PlainFormat.answer(answer));
  }

  /** What an answer ends with, and is no part of it. */
  List<String> stops() {
    return template.isPresent() ? List.of() : List.of("\n");
  }

  /** Whether an answer ends with this token. */
  public boolean ends(int id) {
    String piece = tokenizer.piece(id);
    return stops().stream().anyMatch(piece::contains);
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  /** An answer as a person reads it. */
  public String text(int[] answer) {
    String text = tokenizer.decode(answer);
    int end = template.isPresent() ? -1 : text.indexOf('\n');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }
}
