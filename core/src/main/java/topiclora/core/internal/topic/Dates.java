package topiclora.core.internal.topic;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of the documents read as dates.
 *
 * @param of a date for each document that has one
 */
public record Dates(List<@Nullable LocalDate> of) {
  /** Spans on one axis at most. */
  private static final int MOST = 60;

  /** Share of values that must be dates for a field to be one of dates. */
  private static final double ENOUGH = 0.8;

  private static final Pattern ISO =
      Pattern.compile("([12]\\d{3})(?:[-/](\\d{1,2})(?:[-/](\\d{1,2})(?:[T ].*)?)?)?");

  /** Lengths of a span, the shortest first. */
  private enum Span {
    DAY(ChronoUnit.DAYS, "yyyy-MM-dd"),
    MONTH(ChronoUnit.MONTHS, "yyyy-MM"),
    YEAR(ChronoUnit.YEARS, "yyyy"),
    DECADE(ChronoUnit.DECADES, "yyyy's'"),
    CENTURY(ChronoUnit.CENTURIES, "yyyy's'");

    private final ChronoUnit unit;
    private final DateTimeFormatter name;

    Span(ChronoUnit unit, String pattern) {
      this.unit = unit;
      this.name = DateTimeFormatter.ofPattern(pattern);
    }

    /** The first day of the span that {@code date} is in. */
    LocalDate start(LocalDate date) {
      return switch (this) {
        case DAY -> date;
        case MONTH -> date.withDayOfMonth(1);
        case YEAR -> date.withDayOfYear(1);
        case DECADE -> LocalDate.of(date.getYear() / 10 * 10, Month.JANUARY, 1);
        case CENTURY -> LocalDate.of(date.getYear() / 100 * 100, Month.JANUARY, 1);
      };
    }
  }

  /** The values as dates, if most of them are and not all are the same. */
  public static Optional<Dates> of(List<@Nullable String> values) {
    List<@Nullable LocalDate> dates = new ArrayList<>();
    long present = values.stream().filter(Objects::nonNull).count();
    for (String value : values) {
      dates.add(value == null ? null : date(value.strip()));
    }
    long read = dates.stream().filter(Objects::nonNull).count();
    long different = dates.stream().filter(Objects::nonNull).distinct().count();
    return different > 1 && read >= ENOUGH * present
        ? Optional.of(new Dates(dates))
        : Optional.empty();
  }

  /** ISO-8601, whole or cut after the year or the month, or as in the head of a mail. */
  private static @Nullable LocalDate date(String text) {
    try {
      Matcher iso = ISO.matcher(text);
      if (iso.matches()) {
        return LocalDate.of(number(iso.group(1)), number(iso.group(2)), number(iso.group(3)));
      }
      return LocalDate.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    } catch (DateTimeException no) {
      return null;
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 1 : Integer.parseInt(digits);
  }

  /** Documents without a date. */
  public int missing() {
    return (int) of.stream().filter(Objects::isNull).count();
  }

  /** Indices of the documents of each span, from the first to the last without a gap. */
  public Map<String, List<Integer>> spans() {
    LocalDate first = of.stream().filter(Objects::nonNull).min(LocalDate::compareTo).orElseThrow();
    LocalDate last = of.stream().filter(Objects::nonNull).max(LocalDate::compareTo).orElseThrow();
    Span span = span(first, last);
    Map<String, List<Integer>> spans = new LinkedHashMap<>();
    for (LocalDate at = span.start(first); !at.isAfter(last); at = at.plus(1, span.unit)) {
      spans.put(span.name.format(at), new ArrayList<>());
    }
    for (int d = 0; d < of.size(); d++) {
      LocalDate date = of.get(d);
      if (date != null) {
        Objects.requireNonNull(spans.get(span.name.format(span.start(date)))).add(d);
      }
    }
    return spans;
  }

  /** The shortest that does not make too many. */
  private static Span span(LocalDate first, LocalDate last) {
    for (Span span : Span.values()) {
      if (span.unit.between(span.start(first), last) < MOST) {
        return span;
      }
    }
    return Span.CENTURY;
  }
}
