/**
 * The values everyone speaks of: documents in, provenance out, and how things fail.
 *
 * <p>Read the packages in the order in which the data flows: {@code corpus}, {@code tensor}, {@code
 * base}, {@code adapter}, {@code fit}, {@code model}, then what a person looks at, {@code topic}
 * and {@code similar}, and what a program asks: {@code plugin}. None knows a later one.
 */
@NullMarked
package topiclora;

import org.jspecify.annotations.NullMarked;
