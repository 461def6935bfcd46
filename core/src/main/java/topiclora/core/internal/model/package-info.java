/**
 * What a fit leaves: a folder with the shared adapter and one vector a document, and what can be
 * asked of it.
 */
@NullMarked
package topiclora.core.internal.model;

import org.jspecify.annotations.NullMarked;
