/** Documents beside each other: the nearest, and those that are near to none. */
@NullMarked
package topiclora.similar;

import org.jspecify.annotations.NullMarked;
