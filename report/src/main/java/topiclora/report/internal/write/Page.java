package topiclora.report.internal.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import topiclora.lm.internal.io.Sha256;
import topiclora.report.internal.content.Report;
import topiclora.report.internal.content.ReportHead;
import topiclora.report.internal.content.SafeText;

/**
 * A report as one page.
 *
 * <p>Nothing of a document is markup there: the report is JSON in a data block, and the scripts put
 * it into the page as text. The page's policy allows these scripts and styles by their hashes, and
 * no connection.
 */
public final class Page {
  private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.3.1/";
  private static final List<String> SCRIPTS =
      List.of("base", "charts", "map", "topics", "documents", "page");
  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

  private Page() {}

  /** The whole page. */
  public static String of(Report report) {
    String style = resource("/topiclora/report/internal/write/page.css");
    String charts = resource(CHARTS + "dist/echarts.min.js");
    String program =
        "'use strict';\n"
            + SCRIPTS.stream()
                .map(name -> resource("/topiclora/report/internal/write/" + name + ".js"))
                .collect(joining("\n"));
    Map<String, String> slots =
        Map.of(
            "policy",
            policy(style, charts, program),
            "title",
            escaped(SafeText.of(report.head().name(), 80)),
            "provenance",
            provenance(report.head()),
            "notices",
            resource(CHARTS + "NOTICE") + "\n" + resource(CHARTS + "licenses/LICENSE-d3"),
            "style",
            style,
            "report",
            ReportJson.forPage(report),
            "charts",
            charts,
            "program",
            program);
    // One pass: what is put in is not looked at again.
    return SLOT.matcher(resource("/topiclora/report/internal/write/page.html"))
        .replaceAll(
            slot ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(slots.get(slot.group(1)), slot.group())));
  }

  private static String policy(String style, String... scripts) {
    String hashes = List.of(scripts).stream().map(Page::hash).collect(joining(" "));
    return "default-src 'none'; script-src %s; style-src %s; img-src data: blob:; base-uri 'none'; form-action 'none'"
        .formatted(hashes, hash(style));
  }

  private static String hash(String text) {
    return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text)) + "'";
  }

  /** For programs that look at the head only. */
  private static String provenance(ReportHead head) {
    return meta("model", head.name())
        + meta("version", head.version())
        + meta("fitted", head.fitted())
        + meta("base", head.base())
        + meta("modulate", head.modulate())
        + meta("dimensions", head.dimensions())
        + meta("seed", head.seed())
        + meta("corpus-sha256", head.corpusSha256())
        + meta("documents", head.documents())
        + meta("held-out-tokens", head.heldOutTokens())
        + meta("own-nll", nll(head.ownNll()))
        + meta("shared-nll", nll(head.sharedNll()))
        + meta("shuffled-nll", nll(head.shuffledNll()));
  }

  private static String meta(String name, Object value) {
    return "<meta name=\"topiclora:%s\" content=\"%s\">\n"
        .formatted(name, escaped(SafeText.of(value.toString(), 200)));
  }

  private static String nll(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
