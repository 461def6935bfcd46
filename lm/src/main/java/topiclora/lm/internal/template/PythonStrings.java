package topiclora.lm.internal.template;

import java.beans.FeatureDescriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/** The methods of Python's str that chat templates call on texts. */
final class PythonStrings extends ELResolver {
  private static final String BLANK = " \t\n\u000b\f\r";

  @Override
  public @Nullable Object invoke(
      ELContext context,
      @Nullable Object base,
      Object method,
      Class<?> @Nullable [] types,
      Object[] arguments) {
    if (!(base instanceof CharSequence text)) {
      return null;
    }
    String first = arguments.length == 0 ? null : String.valueOf(arguments[0]);
    Object result = call(text.toString(), String.valueOf(method), first);
    if (result != null) {
      context.setPropertyResolved(true);
    }
    return result;
  }

  /** What Python gives; null for a method that is left to Java's own of that name. */
  private static @Nullable Object call(String text, String method, @Nullable String argument) {
    String letters = argument == null ? BLANK : argument;
    return switch (method) {
      case "startswith" -> text.startsWith(letters);
      case "endswith" -> text.endsWith(letters);
      case "strip" -> stripEnd(stripStart(text, letters), letters);
      case "lstrip" -> stripStart(text, letters);
      case "rstrip" -> stripEnd(text, letters);
      case "split" -> argument == null ? List.of(text.strip().split("\\s+")) : cut(text, argument);
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "title", "capitalize" ->
          text.isEmpty()
              ? text
              : text.substring(0, 1).toUpperCase(Locale.ROOT)
                  + text.substring(1).toLowerCase(Locale.ROOT);
      default -> null;
    };
  }

  private static String stripStart(String text, String letters) {
    int start = 0;
    while (start < text.length() && letters.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    return text.substring(start);
  }

  private static String stripEnd(String text, String letters) {
    int end = text.length();
    while (end > 0 && letters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  private static List<String> cut(String text, String separator) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    for (int next = text.indexOf(separator); next >= 0; next = text.indexOf(separator, at)) {
      parts.add(text.substring(at, next));
      at = next + separator.length();
    }
    parts.add(text.substring(at));
    return parts;
  }

  // Everything but methods is left to the next resolver.

  @Override
  public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
    return null;
  }

  @Override
  public @Nullable Class<?> getType(ELContext context, @Nullable Object base, Object property) {
    return null;
  }

  @Override
  public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {}

  @Override
  public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
    return true;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(
      ELContext context, @Nullable Object base) {
    return Collections.emptyIterator();
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
    return String.class;
  }
}
