package topiclora.study.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a hypothesis was tested with.
 *
 * @param remarks what has to be known to read it, such as what was left out and why
 */
@JsonIgnoreProperties("plots") // they show what the tables have
public record Evidence(List<StudyTable> tables, List<Plot> plots, List<String> remarks) {
  public Evidence {
    tables = List.copyOf(tables);
    plots = List.copyOf(plots);
    remarks = List.copyOf(remarks);
  }

  /** A metric, {@link Metric#NONE} where it was not measured. */
  public Metric at(String table, String row, String column) {
    return tables.stream()
        .filter(t -> t.name().equals(table))
        .findFirst()
        .map(t -> t.at(row, column))
        .orElse(Metric.NONE);
  }
}
