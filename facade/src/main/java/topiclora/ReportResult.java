package topiclora;

/**
 * A report that was written.
 *
 * @param output file or folder
 * @param format {@code html}, {@code csv} or {@code json}
 * @param documents in it
 * @param topics in it
 * @param clusters in it
 * @param seconds that it took
 */
public record ReportResult(
    String output, String format, int documents, int topics, int clusters, double seconds) {}
