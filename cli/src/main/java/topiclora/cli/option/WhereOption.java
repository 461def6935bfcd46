package topiclora.cli.option;

import java.util.List;
import picocli.CommandLine.Option;

/** The option that narrows a search to documents with some values in their fields. */
public final class WhereOption {
  @Option(
      names = "--where",
      paramLabel = "FIELD=VALUE",
      description =
          "only documents with this value in a field, such as label; repeatable: values of one"
              + " field are alternatives, different fields must all fit")
  private List<String> conditions = List.of();

  public List<String> conditions() {
    return conditions;
  }
}
