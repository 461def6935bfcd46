/**
 * What a fit leaves: a folder with the shared part and one vector a document, and what can be asked
 * of it.
 */
@NullMarked
package topiclora.model;

import org.jspecify.annotations.NullMarked;
