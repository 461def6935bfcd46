/** What a report holds: documents, topics, clusters and fields of a model, as values. */
@NullMarked
package topiclora.report.internal.content;

import org.jspecify.annotations.NullMarked;
