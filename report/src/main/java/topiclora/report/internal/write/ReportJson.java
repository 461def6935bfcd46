package topiclora.report.internal.write;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import topiclora.lm.internal.io.JsonMapping;
import topiclora.report.internal.content.Report;
import topiclora.report.internal.content.SafeText;

/** A report as one JSON value. */
public final class ReportJson {
  /** Digits of a number: more than anyone sees, and a third of what Java would write. */
  private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  /** Characters of a text on a page. */
  private static final int SHOWN = 200;

  private static final JsonMapper EXACT = JsonMapping.PLAIN.rebuild().addModule(doubles()).build();
  private static final JsonMapper PAGE =
      JsonMapping.PLAIN
          .rebuild()
          .addModule(doubles().addSerializer(String.class, new ShownText()))
          .build();

  private ReportJson() {}

  /** For programs: texts as they are. */
  public static String exact(Report report) {
    return write(EXACT, report);
  }

  /**
   * For a script element of a page: every text fit to be shown, and nothing in it that HTML could
   * take for markup.
   */
  static String forPage(Report report) {
    return write(PAGE, report)
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String write(JsonMapper mapper, Report report) {
    try {
      return mapper.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a report as JSON", e);
    }
  }

  private static SimpleModule doubles() {
    return new SimpleModule()
        .addSerializer(Double.class, new Rounded())
        .addSerializer(Double.TYPE, new Rounded());
  }

  /** NaN becomes null, since JSON has none. */
  private static final class Rounded extends StdSerializer<Double> {
    private static final long serialVersionUID = 1;

    private Rounded() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(BigDecimal.valueOf(value).round(DIGITS).doubleValue());
      } else {
        json.writeNull();
      }
    }
  }

  private static final class ShownText extends StdSerializer<String> {
    private static final long serialVersionUID = 1;

    private ShownText() {
      super(String.class);
    }

    @Override
    public void serialize(String value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(SafeText.of(value, SHOWN));
    }
  }
}
