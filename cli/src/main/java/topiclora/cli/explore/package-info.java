/** What a model says: topics, neighbours, outliers, clusters, vectors, the report. */
@NullMarked
package topiclora.cli.explore;

import org.jspecify.annotations.NullMarked;
