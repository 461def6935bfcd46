/** Documents in groups. */
@NullMarked
package topiclora.core.internal.cluster;

import org.jspecify.annotations.NullMarked;
