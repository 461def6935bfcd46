package topiclora.cli.option;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import topiclora.core.internal.model.MetadataFilter;
import topiclora.core.internal.model.TopicModel;

/** The option that narrows a search to documents with some values in their fields. */
final class WhereOption {
  @Option(
      names = "--where",
      paramLabel = "FIELD=VALUE",
      description =
          "only documents with this value in a field of the corpus, such as label or title;"
              + " repeatable: one field's values are alternatives, different fields must all fit")
  private List<String> conditions = List.of();

  boolean isGiven() {
    return !conditions.isEmpty();
  }

  /** The documents that are left. */
  Set<String> ids(TopicModel model) {
    return filter().ids(model);
  }

  MetadataFilter filter() {
    return MetadataFilter.of(conditions);
  }
}
