/**
 * How good vectors are, in the field's own figures, and the known ways from documents to vectors
 * that ours are set beside.
 */
@NullMarked
package topiclora.measure;

import org.jspecify.annotations.NullMarked;
