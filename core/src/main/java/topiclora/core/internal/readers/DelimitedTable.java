package topiclora.core.internal.readers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import topiclora.core.internal.text.Characters;
import topiclora.corpus.DocumentSink;
import topiclora.corpus.DocumentSource;
import topiclora.corpus.Reason;
import topiclora.corpus.SourcePosition;

/** Values in columns as RFC 4180 has them, under a header that names the columns. */
public record DelimitedTable(Path path, char separator) implements DocumentSource {
  /** Stands for bytes that are not UTF-8; Unicode promises that no text contains it. */
  private static final String UNREADABLE = "\uffff";

  private static final int LONGEST_VALUE = 64 << 20;

  /**
   * One row.
   *
   * @param line where it begins; a quoted value may span several
   */
  private record Row(long line, List<String> values) {
    boolean blank() {
      return values.size() == 1 && values.getFirst().isBlank();
    }

    boolean unreadable() {
      return values.stream().anyMatch(value -> value.contains(UNREADABLE));
    }
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void read(DocumentSink sink) throws IOException {
    String file = path.getFileName().toString();
    try (var in = new PushbackInputStream(Files.newInputStream(path), 3)) {
      Characters.skipByteOrderMark(in, new SourcePosition(file, 0));
      try (CsvParser parser = parser(in)) {
        rows(parser, file, sink);
      } catch (JsonProcessingException e) {
        String what = e.getOriginalMessage().lines().findFirst().orElse("cannot be parsed");
        throw new SourcePosition(file, e.getLocation() == null ? 0 : e.getLocation().getLineNr())
            .error("not CSV: " + what + "; values with quotes or line ends are quoted");
      }
    }
  }

  private void rows(CsvParser parser, String file, DocumentSink sink) throws IOException {
    parser.nextToken(); // the array of all rows
    List<String> columns = List.of();
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      Row row = row(parser);
      SourcePosition position = new SourcePosition(file, row.line());
      if (columns.isEmpty()) {
        columns = columns(position, row.values());
      } else if (row.unreadable()) {
        sink.remark(Reason.NOT_UTF8, position);
      } else if (!row.blank()) {
        sink.take(position, Fields.document(position, fields(position, columns, row.values())));
      }
    }
  }

  private static Row row(CsvParser parser) throws IOException {
    List<String> values = new ArrayList<>();
    long line = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      line = values.isEmpty() ? parser.currentTokenLocation().getLineNr() : line;
      values.add(parser.getText());
    }
    return new Row(line, values);
  }

  private static List<String> columns(SourcePosition position, List<String> header) {
    List<String> columns = header.stream().map(String::strip).toList();
    if (!columns.contains("text")) {
      throw position.error(
          "no column \"text\"; the header is " + Characters.quote(String.join(",", header)));
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw position.error(
          "a column twice; the header is " + Characters.quote(String.join(",", header)));
    }
    return columns;
  }

  private static Map<String, String> fields(
      SourcePosition position, List<String> columns, List<String> values) {
    if (values.size() != columns.size()) {
      throw position.error(
          values.size() + " values, the header has " + columns.size() + "; a separator unquoted?");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      fields.put(columns.get(i), values.get(i));
    }
    return fields;
  }

  private CsvParser parser(PushbackInputStream in) throws IOException {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(UNREADABLE);
    CsvParser parser =
        CsvFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(LONGEST_VALUE).build())
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .build()
            .createParser(new BufferedReader(new InputStreamReader(in, decoder)));
    parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
    return parser;
  }
}
