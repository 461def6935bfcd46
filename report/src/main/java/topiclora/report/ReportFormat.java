package topiclora.report;

/** What a report is written as. */
public enum ReportFormat {
  /** One page that needs nothing beside it: a file. */
  HTML,
  /** A table for each kind of thing: a folder. */
  CSV,
  /** Everything as one value: a file. */
  JSON
}
