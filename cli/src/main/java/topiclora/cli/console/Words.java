package topiclora.cli.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Constants as the command line writes them: {@code fold-in} for FOLD_IN. */
public final class Words {
  private Words() {}

  /** The word of a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads the words of an enum, in any case. */
  public static <E extends Enum<E>> ITypeConverter<E> of(Class<E> type) {
    return word ->
        Arrays.stream(type.getEnumConstants())
            .filter(constant -> of(constant).equals(word.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'%s' is none of %s"
                            .formatted(
                                word,
                                Arrays.stream(type.getEnumConstants())
                                    .map(Words::of)
                                    .collect(Collectors.joining(", ")))));
  }
}
