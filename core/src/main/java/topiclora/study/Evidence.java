package topiclora.study;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a question was answered with.
 *
 * @param remarks what has to be known to read it, such as what was left out and why
 */
@JsonIgnoreProperties("pictures") // they show what the tables have
public record Evidence(List<Table> tables, List<Picture> pictures, List<String> remarks) {
  public Evidence {
    tables = List.copyOf(tables);
    pictures = List.copyOf(pictures);
    remarks = List.copyOf(remarks);
  }

  /** A figure, {@link Figure#NONE} where it was not measured. */
  public Figure at(String table, String row, String column) {
    return tables.stream()
        .filter(t -> t.name().equals(table))
        .findFirst()
        .map(t -> t.at(row, column))
        .orElse(Figure.NONE);
  }
}
