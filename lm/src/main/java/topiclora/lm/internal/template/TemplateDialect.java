package topiclora.lm.internal.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import topiclora.lm.TopicLoraException;

/** Rewrites what Jinjava reads in another way than Jinja, and refuses what it cannot do. */
final class TemplateDialect {
  private static final Pattern TAG = Pattern.compile("\\{%[-+]?\\s*(\\w+)([^%]*)");
  private static final Pattern REVERSED = Pattern.compile("([\\w.]+)\\[::-1]");
  private static final Pattern GENERATION =
      Pattern.compile("\\{%(-?)\\s*(end)?generation\\s*(-?)%}");
  private static final Pattern NAMED = Pattern.compile("\\s*\\w+\\s*=(?!=)");

  private TemplateDialect() {}

  static String adapt(String template) {
    refuseUnsupported(template);
    String reversed = REVERSED.matcher(template).replaceAll("($1|reverse)");
    return parenthesised(GENERATION.matcher(reversed).replaceAll(TemplateDialect::marked));
  }

  /** The marks of what the assistant said matter in training only. */
  private static String marked(MatchResult tag) {
    String word = tag.group(2) == null ? "if true" : "endif";
    return "{%" + tag.group(1) + " " + word + " " + tag.group(3) + "%}";
  }

  /** Jinjava does {@code for} with {@code if} or {@code else}, too, but silently wrong. */
  private static void refuseUnsupported(String template) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(template);
    while (tag.find()) {
      String word = tag.group(1);
      boolean filtered = word.equals("for") && tag.group(2).contains(" if ");
      if (filtered && !tag.group(2).contains(" else ")) {
        throw unsupported("'for ... if'");
      }
      if (word.equals("for") || word.equals("if")) {
        open.push(word);
      } else if (word.equals("endfor") || word.equals("endif")) {
        open.poll();
      } else if (word.equals("else") && "for".equals(open.peek())) {
        throw unsupported("'else' of a 'for'");
      }
    }
  }

  private static TopicLoraException.BadBase unsupported(String what) {
    return new TopicLoraException.BadBase(
        "the base's chat template uses " + what + ", which is not supported");
  }

  /** {@code namespace(a=b - 1)} means {@code (a=b) - 1} to Jinjava unless the value is grouped. */
  private static String parenthesised(String template) {
    String call = "namespace(";
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int found = template.indexOf(call); found >= 0; found = template.indexOf(call, at)) {
      out.append(template, at, found + call.length());
      at = found + call.length();
      int depth = 0;
      int start = at;
      for (; at < template.length() && depth >= 0; at++) {
        char c = template.charAt(at);
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
        if ((c == ',' && depth == 0) || depth < 0) {
          out.append(grouped(template.substring(start, at))).append(c);
          start = at + 1;
        }
      }
    }
    return out.append(template.substring(at)).toString();
  }

  private static String grouped(String argument) {
    Matcher name = NAMED.matcher(argument);
    return name.lookingAt() ? name.group() + "(" + argument.substring(name.end()) + ")" : argument;
  }
}
