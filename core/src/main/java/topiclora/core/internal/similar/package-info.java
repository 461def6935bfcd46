/** Documents beside each other: neighbours and duplicates. */
@NullMarked
package topiclora.core.internal.similar;

import org.jspecify.annotations.NullMarked;
