/** Documents in groups of like ones, by k-means or by density, with a group for every document. */
@NullMarked
package topiclora.cluster;

import org.jspecify.annotations.NullMarked;
