/** Measures answers to questions whose right answers are known. */
@NullMarked
package topiclora.plugins.internal.evaluate;

import org.jspecify.annotations.NullMarked;
