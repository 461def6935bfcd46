/** Opens and runs a frozen language model, and generates with it; useful alone. */
@NullMarked
package topiclora.lm;

import org.jspecify.annotations.NullMarked;
