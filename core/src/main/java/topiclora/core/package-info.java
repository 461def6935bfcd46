/** What a fit is asked to do, and where a model comes from. */
@NullMarked
package topiclora.core;

import org.jspecify.annotations.NullMarked;
