/** What a fitted model says of itself. */
@NullMarked
package topiclora.core;

import org.jspecify.annotations.NullMarked;
